package hillock.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TeamTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 32})
  void everyPartRunsOnce(int threads) {
    try (Team team = Team.of(threads)) {
      for (int round = 0; round < 2000; round++) {
        int parts = round % 37;
        var counts = new AtomicIntegerArray(parts + 1);
        team.run(part -> counts.incrementAndGet(part), parts);
        for (int part = 0; part < parts; part++) {
          assertThat(counts.get(part)).isEqualTo(1);
        }
        assertThat(counts.get(parts)).isZero();
      }
    }
  }

  @Test
  void whatPartsWroteIsSeenByTheCaller() {
    try (Team team = Team.of(4)) {
      int[] written = new int[64];
      for (int round = 1; round < 5000; round++) {
        int value = round;
        team.run(part -> written[part] = value, written.length);
        for (int x : written) {
          assertThat(x).isEqualTo(value);
        }
      }
    }
  }

  @Test
  void workersWakeAfterTheyParked() throws InterruptedException {
    try (Team team = Team.of(2)) {
      for (int round = 0; round < 20; round++) {
        Thread.sleep(5);
        var count = new AtomicInteger();
        team.run(part -> count.incrementAndGet(), 10);
        assertThat(count).hasValue(10);
      }
    }
  }

  @Test
  void severalThreadsReallyTakePart() {
    try (Team team = Team.of(2)) {
      var started = new AtomicInteger();
      // each part waits for the other: one thread alone would never finish
      team.run(
          part -> {
            started.incrementAndGet();
            while (started.get() < 2) {
              Thread.onSpinWait();
            }
          },
          2);
      assertThat(started).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aFailureReachesTheCallerAndTheTeamLivesOn(int threads) {
    try (Team team = Team.of(threads)) {
      for (int round = 0; round < 200; round++) {
        assertThatThrownBy(() ->
                team.run(
                    part -> {
                      if (part == 7) {
                        throw new ArithmeticException("part seven");
                      }
                    },
                    20))
            .isInstanceOf(ArithmeticException.class)
            .hasMessage("part seven");
        var count = new AtomicInteger();
        team.run(part -> count.incrementAndGet(), 20);
        assertThat(count).hasValue(20);
      }
    }
  }

  @Test
  void aCallWithinAPartRunsOnItsOwnThread() {
    try (Team team = Team.of(3)) {
      var count = new AtomicInteger();
      team.run(
          part -> {
            Thread outer = Thread.currentThread();
            team.run(
                inner -> {
                  assertThat(Thread.currentThread()).isSameAs(outer);
                  count.incrementAndGet();
                },
                5);
          },
          9);
      assertThat(count).hasValue(45);
    }
  }

  @Test
  void manyCallersMayShareATeam() throws InterruptedException {
    try (Team team = Team.of(4)) {
      var count = new AtomicInteger();
      Thread[] callers = new Thread[6];
      for (int i = 0; i < callers.length; i++) {
        callers[i] =
            new Thread(() -> {
              for (int round = 0; round < 1000; round++) {
                team.run(part -> count.incrementAndGet(), 11);
              }
            });
        callers[i].start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(count).hasValue(6 * 1000 * 11);
    }
  }

  @Test
  void aClosedTeamRunsOnTheCallerAlone() {
    Team team = Team.of(3);
    team.close();
    team.run(part -> assertThat(Thread.currentThread().getName()).doesNotStartWith("hillock-"), 8);
  }

  @Test
  void closingEndsTheWorkers() throws InterruptedException {
    Team team = Team.of(5);
    team.run(part -> {}, 10);
    team.close();
    for (Thread worker : team.workers()) {
      worker.join(5000);
      assertThat(worker.isAlive()).isFalse();
    }
  }

  @Test
  void aCallAllocatesNothing() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Team team = Team.of(2)) {
      Team.Task task = part -> {};
      for (int i = 0; i < 10_000; i++) {
        team.run(task, 8);
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        team.run(task, 8);
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }
  }

  @Test
  void theSizeIsChecked() {
    assertThatThrownBy(() -> Team.of(0)).hasMessage("team: got 0 threads, expected 1 to 1024");
  }
}
