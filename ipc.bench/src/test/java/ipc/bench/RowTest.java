package ipc.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final Sample OURS = Sample.named("ours");
    private static final Sample PEER = Sample.named("peer");

    private static Row row(Better better, Peer peer, double[] ours, double[] others) {
        Scores scores = new Scores(ours.length);
        for (int round = 0; round < ours.length; round++) {
            scores.put(round, OURS, ours[round]);
            scores.put(round, PEER, others[round]);
        }
        return Row.of(new Work(Group.MQ, "work", "ns", better, OURS, List.of(peer)), peer, scores);
    }

    private static double[] figures(double... figures) {
        return figures;
    }

    /** What a ratio of times has to fulfil. */
    private static void checkRatioOfTimes(DoubleBinaryOperator ratio) {
        assertThat(ratio.applyAsDouble(10, 30)).as("three times as fast").isEqualTo(3);
        assertThat(ratio.applyAsDouble(30, 10)).as("three times as slow").isCloseTo(1 / 3.0, within(1e-9));
    }

    @Test
    void shouldCallOursBetterWhenItTakesLessTime() {
        checkRatioOfTimes(Better.LOWER::ratio);
    }

    @Test
    void shouldFindARatioThatIsUpsideDown() {
        DoubleBinaryOperator planted = (ours, peer) -> ours / peer;

        assertThatThrownBy(() -> checkRatioOfTimes(planted)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> checkRatioOfTimes(Better.HIGHER::ratio)).isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldCallOursBetterWhenItsRateIsHigher() {
        assertThat(Better.HIGHER.ratio(20_000, 5_000)).isEqualTo(4);
    }

    @Test
    void shouldStayANumberWhenNothingIsAllocated() {
        assertThat(Better.LOWER.ratio(0, 1)).isEqualTo(1000);
    }

    @Test
    void shouldCompareMediansAndShowTheRatioOfEachRound() {
        Row row = row(Better.LOWER, Peer.to(2, "peer", PEER), figures(10, 100, 20), figures(40, 50, 60));

        assertThat(row.ours()).isEqualTo(20);
        assertThat(row.peer()).isEqualTo(50);
        assertThat(row.ratio()).isEqualTo(2.5);
        assertThat(row.lowest()).isEqualTo(0.5);
        assertThat(row.highest()).isEqualTo(4);
        assertThat(row.missesGoal()).isFalse();
    }

    @Test
    void shouldMissAGoalJustBelowIt() {
        Row below = row(Better.LOWER, Peer.to(2, "peer", PEER), figures(10), figures(19.99));
        Row reached = row(Better.LOWER, Peer.to(2, "peer", PEER), figures(10), figures(20));
        Row without = row(Better.LOWER, Peer.without("peer", PEER), figures(10), figures(1));

        assertThat(below.missesGoal()).isTrue();
        assertThat(reached.missesGoal()).isFalse();
        assertThat(without.missesGoal()).isFalse();
    }

    @Test
    void shouldCompareWithAGoalThatIsAFigure() {
        Row bytes = row(Better.LOWER, Peer.limit(1), figures(0.01), figures(Double.NaN));
        Row rate = row(Better.HIGHER, Peer.limit(5000), figures(2500), figures(Double.NaN));

        assertThat(bytes.ratio()).isEqualTo(100);
        assertThat(bytes.missesGoal()).isFalse();
        assertThat(rate.ratio()).isEqualTo(0.5);
        assertThat(rate.missesGoal()).isTrue();
    }

    @Test
    void shouldLeaveOutRoundsThatWereNotMeasured() {
        Row row = row(Better.LOWER, Peer.to(1, "peer", PEER), figures(10, Double.NaN, 20), figures(20, 30, 40));

        assertThat(row.ours()).isEqualTo(15);
        assertThat(row.lowest()).isEqualTo(2);
        assertThat(row.isComplete()).isTrue();
    }

    @Test
    void shouldSayThatNothingWasMeasured() {
        Row row = row(Better.LOWER, Peer.to(1, "peer", PEER), figures(10), figures(Double.NaN));

        assertThat(row.isComplete()).isFalse();
        assertThat(row.missesGoal()).isFalse();
        assertThat(Table.of(List.of(row))).contains("1.00 not measured");
    }
}
