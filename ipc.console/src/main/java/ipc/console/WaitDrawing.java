package ipc.console;

import ipc.api.admin.WaitGraph;
import ipc.api.admin.WaitGraph.Cycle;
import ipc.api.admin.WaitGraph.Holder;
import ipc.api.admin.WaitGraph.Waiter;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A wait graph in the language of Graphviz: calls are ellipses, what they wait for are boxes, arrows lead from a call
 * to what it waits for and on to who has it. An arrow of a wait that something else may end is dashed; a cycle is red.
 */
final class WaitDrawing {
    private final Set<String> nodes = new LinkedHashSet<>();
    private final Set<String> arrows = new LinkedHashSet<>();
    private final Set<String> red = new LinkedHashSet<>();

    WaitDrawing(WaitGraph graph) {
        graph.cycles().forEach(this::redden);
        graph.waiters().forEach(this::draw);
    }

    private void redden(Cycle cycle) {
        for (Waiter waiter : cycle.waiters()) {
            red.add(arrow(waiter(waiter), object(waiter)));
            waiter.holders().forEach(holder -> red.add(arrow(object(waiter), holder(holder))));
        }
    }

    private void draw(Waiter waiter) {
        nodes.add(waiter(waiter) + " [label=" + quoted(waiter.pid() + " " + waiter.process()) + "];");
        nodes.add(object(waiter) + " [shape=box, label=" + quoted(waiter.object()) + "];");
        add(arrow(waiter(waiter), object(waiter)), waiter.needed() ? "" : "style=dashed");
        for (Holder holder : waiter.holders()) {
            nodes.add(holder(holder) + " [label=" + quoted(holder.pid() + " " + holder.process()) + "];");
            add(arrow(object(waiter), holder(holder)), "");
        }
    }

    private void add(String arrow, String look) {
        String whole = red.contains(arrow) ? "color=red" : look;
        arrows.add(arrow + (whole.isEmpty() ? "" : " [" + whole + "]") + ";");
    }

    private static String arrow(String from, String to) {
        return from + " -> " + to;
    }

    private static String waiter(Waiter waiter) {
        return call(waiter.pid(), waiter.thread());
    }

    private static String holder(Holder holder) {
        return call(holder.pid(), holder.thread());
    }

    private static String call(int pid, long thread) {
        return quoted(pid + "/" + thread);
    }

    /** The end of a process is one thing for each process. */
    private static String object(Waiter waiter) {
        boolean whole =
                waiter.holders().size() == 1 && waiter.holders().getFirst().thread() == 0;
        return quoted(
                waiter.object() + (whole ? " of " + waiter.holders().getFirst().pid() : ""));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    String text() {
        StringBuilder text = new StringBuilder("digraph waiters {\n");
        nodes.forEach(node -> text.append("  ").append(node).append('\n'));
        arrows.forEach(arrow -> text.append("  ").append(arrow).append('\n'));
        return text.append("}\n").toString();
    }
}
