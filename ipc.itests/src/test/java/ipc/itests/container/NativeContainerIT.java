package ipc.itests.container;

@InContainer
class NativeContainerIT extends ContainerTests {}
