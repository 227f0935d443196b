package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;

import ipc.itests.container.InContainer;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The promises to programs, in a JVM of their own. */
@InContainer(forked = true)
class ForkedClientIT extends FelixClientContract {

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.mq"));
    }
}
