package ipc.itests.container;

import java.lang.reflect.Method;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Skips every method outside and has the container run the tests; inside it lets all of them pass. */
final class SendIntoContainer implements BeforeAllCallback, InvocationInterceptor {

    private static final Namespace CONTAINERS = Namespace.create(SendIntoContainer.class);

    /** A container that cannot start is the failure of the class, not of its first test. */
    @Override
    public void beforeAll(ExtensionContext context) {
        if (!Side.isInside()) {
            container(context);
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        send(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        send(invocation, context);
    }

    /** What a factory makes is not known outside, so there all of it is one dynamic test. */
    @Override
    @SuppressWarnings("unchecked") // JUnit takes a single node from every factory, whatever the method's own type
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (Side.isInside()) {
            return invocation.proceed();
        }
        invocation.skip();
        return (T) DynamicTest.dynamicTest("inside", () -> container(context).run(context.getUniqueId()));
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    private static void send(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        onlyInside(invocation);
        if (!Side.isInside()) {
            container(context).run(context.getUniqueId());
        }
    }

    private static void onlyInside(Invocation<Void> invocation) throws Throwable {
        if (Side.isInside()) {
            invocation.proceed();
        } else {
            invocation.skip();
        }
    }

    /** Nested classes find the container of the class around them, because stores ask their parents first. */
    private static RunningContainer container(ExtensionContext context) {
        return context.getStore(CONTAINERS)
                .getOrComputeIfAbsent(
                        RunningContainer.class,
                        key -> RunningContainer.start(context.getRequiredTestClass()),
                        RunningContainer.class);
    }
}
