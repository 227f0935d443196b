package ipc.kernel.boot;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys and defaults of a bridge's configuration, factory PID {@code ipc.events.bridge}. */
@ObjectClassDefinition(
        name = "IPC event bridge",
        description = "Joins an event bus to EventAdmin; each configuration is one bridge")
public @interface BridgeConfiguration {
    /** The bus. */
    @AttributeDefinition(description = "Name of the event bus, such as /news, which is made if it is not there")
    String bus();

    /** Permissions of a bus that is made. */
    @AttributeDefinition(description = "Permissions of the bus if it is made, 0 to 777, octal")
    String mode() default "600";

    /** What goes from EventAdmin to the bus. */
    @AttributeDefinition(
            description = "Topics of EventAdmin that are published on the bus, with wildcards; none if empty")
    String[] toBus() default {};

    /** What goes from the bus to EventAdmin. */
    @AttributeDefinition(description = "Pattern of topics on the bus that are sent to EventAdmin; none if empty")
    String toEventAdmin() default "";

    /** Which of them. */
    @AttributeDefinition(description = "Filter for publications that are sent to EventAdmin; all if empty")
    String filter() default "";

    /** Publications that wait for EventAdmin. */
    @AttributeDefinition(
            description = "Most publications that wait to be sent to EventAdmin, 1 to 65,536",
            min = "1",
            max = "65536")
    int depthMax() default 1024;

    /** What becomes of more. */
    @AttributeDefinition(
            description =
                    "What happens when so many wait: DROP_OLDEST, DROP_NEWEST, or BLOCK, by which publishers wait")
    String whenBehind() default "DROP_OLDEST";
}
