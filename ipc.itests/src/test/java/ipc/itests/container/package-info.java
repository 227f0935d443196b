/**
 * Runs JUnit tests inside an OSGi framework.
 *
 * <p>A test class says {@link ipc.itests.container.InContainer} and composes its container from named
 * {@link ipc.itests.container.Parts}. JUnit runs such a class twice: outside, where every method is skipped and its
 * unique id is sent into the container instead ({@link ipc.itests.container.SendIntoContainer}); and inside, where a
 * bundle with all classes of this module ({@link ipc.itests.container.Probe}) runs exactly that id. The same extensions
 * are at work on both sides and ask {@link ipc.itests.container.Side} where they are.
 */
package ipc.itests.container;
