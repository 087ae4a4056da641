package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.kernel.KernelChoice;
import hillock.model.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherCommandsTest {
  @Test
  void doctorTellsTheMachineAndComparesTheKernels() {
    CommandRun run = CommandRun.of("doctor", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    Map<String, Object> json = Json.parseObject(run.lastLine(), "json");
    assertThat(json).containsKeys("hillock", "java", "threads", "memoryMb", "kernels", "gigaflops", "hints");
    assertThat(json).containsEntry("selfTest", "passed");
    assertThat(run.err()).contains("self-test");
  }

  @Test
  void theSelfTestOfDoctorSeesADifference() {
    var scalar = KernelChoice.SCALAR.kernels();
    assertThat(DoctorCommand.sameBits(scalar, scalar)).isTrue();
    assertThat(DoctorCommand.sameBits(scalar, new OffByOne(scalar).kernels())).isFalse();
  }

  @Test
  void dataListsAndShowsTheEmbeddedSets() {
    assertThat(CommandRun.of("data").out()).contains("digits", "iris", "wine", "breast-cancer").contains("1,797");
    assertThat(CommandRun.of("data", "list").out()).isEqualTo(CommandRun.of("data").out());
    assertThat(CommandRun.of("data", "show", "iris").out()).contains("150 rows", "species", "petal length", "Citation");
  }

  @Test
  void completionIsAScript() {
    CommandRun run = CommandRun.of("completion");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("complete", "--learning-rate", "evaluate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "evaluate", "predict", "inspect", "data", "doctor", "completion"})
  void everyCommandHasHelp(String command) {
    CommandRun run = CommandRun.of(command, "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Usage: hillock " + command);
    assertThat(run.out().lines()).allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(Terminal.WIDTH));
  }

  @Test
  void withoutACommandItPrintsHelpWithExamples() {
    CommandRun run = CommandRun.of();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("train", "Examples:", "Exit codes");
  }

  @Test
  void theStackTraceShowsOnlyWhenAsked() {
    assertThat(CommandRun.of("inspect", "no-such.hillock").err()).doesNotContain("\tat ");
    assertThat(CommandRun.of("inspect", "no-such.hillock", "--verbose").err()).contains("\tat ");
  }
}
