package ipc.kernel.boot;

import ipc.kernel.Kernel;
import ipc.kernel.swap.Rescue;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Brings providers back that a bad update has replaced: keeps the jar of each that serves, watches each that leaves
 * without having been told to stop, and updates the bundle back if it does not come to serve again.
 *
 * <p>A framework rolls nothing back once a new jar was read. What this class does itself is not watched: one attempt,
 * then the states wait in the kernel; and a copy that it starts beside a bundle is no ward.
 */
final class Guardian implements SynchronousBundleListener, Rescue {
    private static final String KEPT = "ipc:kept/";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** An updated bundle that has not begun to start after so long was not started at all. */
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final BundleContext context;
    private final Kernel kernel;
    private final Map<String, Ward> wards = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** A bundle that has served. */
    private static final class Ward {
        private final Bundle bundle;
        private volatile @Nullable KeptJar sound;
        private volatile @Nullable KeptJar latest;
        private volatile boolean updated;
        private volatile boolean serves;
        private volatile boolean restoring;
        private volatile String restored = "";

        private Ward(Bundle bundle) {
            this.bundle = bundle;
        }

        private String name() {
            return bundle.getSymbolicName();
        }

        private boolean isStopped() {
            return bundle.getState() == Bundle.UNINSTALLED
                    || !bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
        }
    }

    Guardian(BundleContext context, Kernel kernel) {
        this.context = context;
        this.kernel = kernel;
    }

    void open() {
        context.addBundleListener(this);
        kernel.subsystems().forEach(subsystem -> subsystem.exchange().rescue(this));
    }

    void close() {
        closed = true;
        kernel.subsystems().forEach(subsystem -> subsystem.exchange().rescue(Rescue.NONE));
        context.removeBundleListener(this);
    }

    /** Why a bundle's provider comes back; empty if it comes by itself. */
    String restored(Bundle bundle) {
        Ward ward = wards.get(bundle.getSymbolicName());
        return ward == null ? "" : ward.restored;
    }

    /** The bundle's provider has become the one that serves, or one that could. */
    void admitted(Bundle bundle) {
        if (bundle.getLocation().startsWith(KEPT)) {
            return;
        }
        Ward ward = wards.compute(
                bundle.getSymbolicName(),
                (name, known) -> known != null && known.bundle == bundle ? known : new Ward(bundle));
        ward.serves = true;
        ward.updated = false;
        ward.restored = "";
        if (!ward.restoring) {
            ward.sound = ward.latest;
        }
        ward.restoring = false;
        try {
            ward.latest = KeptJar.of(bundle, kernel.swapSettings().keptBytesMax());
        } catch (IOException failure) {
            ward.latest = null;
            Kernel.log(
                    "no copy of " + bundle.getSymbolicName() + " is kept, a bad update cannot be undone: " + failure);
        }
        if (ward.sound == null) {
            ward.sound = ward.latest;
        }
    }

    /** The bundle's provider has left; its objects' states are with the kernel or another provider. */
    void left(Bundle bundle) {
        Ward ward = wards.get(bundle.getSymbolicName());
        if (ward != null && ward.bundle == bundle) {
            ward.serves = false;
            if (!ward.restoring && !closed && !ward.isStopped()) {
                ward.sound = ward.latest;
                apart("watch over " + bundle.getSymbolicName(), () -> watch(ward));
            }
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Ward ward = wards.get(event.getBundle().getSymbolicName());
        if (ward != null && ward.bundle == event.getBundle() && event.getType() == BundleEvent.UPDATED) {
            ward.updated = true;
        }
    }

    /** Until it serves again, was stopped on purpose, or can no longer be expected to come. */
    private void watch(Ward ward) {
        long idleSince = System.nanoTime();
        long beganNanos = idleSince;
        while (!ward.serves && !ward.restoring && !closed && !ward.isStopped()) {
            long now = System.nanoTime();
            int state = ward.bundle.getState();
            boolean idle = ward.updated && (state == Bundle.INSTALLED || state == Bundle.RESOLVED);
            idleSince = idle ? idleSince : now;
            if (now - idleSince > IDLE_NANOS) {
                restore(ward, "version " + ward.bundle.getVersion() + " did not start");
                return;
            }
            long limit = TimeUnit.MILLISECONDS.toNanos(kernel.swapSettings().activationMillisMax());
            if (state == Bundle.STARTING && ward.updated && now - beganNanos > limit) {
                restore(ward, "version " + ward.bundle.getVersion() + " does not end starting");
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void instead(String name, String why) {
        Ward ward = wards.get(name);
        if (ward != null) {
            apart("rescue of " + name, () -> restore(ward, why));
        }
    }

    private void restore(Ward ward, String why) {
        KeptJar jar = ward.sound;
        synchronized (ward) {
            if (ward.restoring || closed) {
                return;
            }
            ward.restoring = true;
        }
        String name = ward.name();
        if (jar == null) {
            Kernel.log(name + " is of no use and no copy is kept: " + why);
            return;
        }
        Kernel.log("bringing " + name + " " + jar.version() + " back: " + why);
        ward.restored = "brought back: " + why;
        FutureTask<Boolean> update = new FutureTask<>(() -> {
            ward.bundle.update(jar.stream());
            ward.bundle.start();
            return true;
        });
        apart("update of " + name, update);
        finish(ward, jar, update);
    }

    private void finish(Ward ward, KeptJar jar, Future<Boolean> update) {
        try {
            update.get(kernel.swapSettings().activationMillisMax(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hanging) {
            standIn(ward, jar, update);
        } catch (ExecutionException failed) {
            Kernel.log(ward.name() + " cannot be brought back, states wait for a provider: " + failed.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** The bundle's lock cannot be had, because its activator hangs: a copy does the work until it can be. */
    private void standIn(Ward ward, KeptJar jar, Future<Boolean> update) {
        try {
            Bundle copy = context.installBundle(KEPT + ward.name(), jar.beside("kept"));
            copy.start();
            update.get();
            withdraw(copy, ward);
        } catch (ExecutionException failed) {
            Kernel.log(ward.name() + " cannot be brought back, its copy serves on: " + failed.getCause());
        } catch (BundleException | IOException failure) {
            Kernel.log(ward.name() + " cannot be replaced by its copy: " + failure);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** The bundle is sound again: its copy goes as soon as somebody else can do the work. */
    private void withdraw(Bundle copy, Ward ward) throws BundleException {
        while (!ward.serves && !closed) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (!closed) {
            copy.uninstall();
        }
    }

    private static void apart(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }
}
