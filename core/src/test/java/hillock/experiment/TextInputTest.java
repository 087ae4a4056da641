package hillock.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.data.Column;
import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.Preprocessor;
import hillock.data.Table;
import hillock.data.Task;
import hillock.data.TextPreprocessor;
import hillock.data.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextInputTest {
  private static final String[] FILLING = {"the", "film", "was", "a", "story", "of", "two", "towns"};

  /** Texts whose class is told by the order of two words, which counting them cannot tell. */
  private static Table reviews() {
    SplittableRandom random = new SplittableRandom(2);
    int n = 400;
    String[] texts = new String[n];
    String[] kinds = new String[n];
    for (int i = 0; i < n; i++) {
      boolean good = random.nextBoolean();
      StringBuilder text = new StringBuilder();
      for (int w = random.nextInt(3); w >= 0; w--) {
        text.append(FILLING[random.nextInt(FILLING.length)]).append(' ');
      }
      text.append(good ? "not bad" : "bad not").append(random.nextBoolean() ? " today." : "!");
      texts[i] = text.toString();
      kinds[i] = good ? "praise" : "blame";
    }
    return Table.of(Column.categories("review", texts), Column.categories("kind", kinds));
  }

  @Test
  void theOrderOfWordsIsLearnedWhichCountsCannotTell() {
    ExperimentResult result =
        Experiment.on(reviews()).target("kind").text(TextInput.of("review")).epochs(15).seed(1).run();
    assertThat(result.measured().value("accuracy")).isGreaterThan(0.95);
    assertThat(result.baselines()).extracting(Baseline::name).containsExactly("majority class", "naive Bayes");
    assertThat(result.baselines().getLast().score().value("accuracy")).isLessThan(0.7);
  }

  @Test
  void theVocabularyIsThatOfTheTrainingPartAndIsStored() {
    PreparedExperiment prepared =
        Experiment.on(reviews()).target("kind").text(TextInput.of("review").sized(5, 4)).prepare();
    TextPreprocessor text = (TextPreprocessor) prepared.preprocessor();
    assertThat(text.vocabulary().tokens()).hasSize(5).contains("bad", "not");
    assertThat(text.inputShape().toString()).isEqualTo("[4]");
    Map<String, Object> map = text.toMap();
    Preprocessor again = Preprocessor.fromMap(map);
    assertThat(again.toMap()).isEqualTo(map);
    Table table = Table.of(Column.categories("review", "Bad unheard-of", null, "bad bad bad bad bad"));
    Dataset ids = again.transformInputs(table);
    float bad = 2 + text.vocabulary().tokens().indexOf("bad");
    assertThat(ids.row(0)).containsExactly(bad, 1, 1, 1);
    assertThat(ids.row(1)).as("no text").containsExactly(1, 0, 0, 0);
    assertThat(ids.row(2)).as("cut").containsExactly(bad, bad, bad, bad);
    assertThatThrownBy(() -> again.transformInputs(Table.of(Column.categories("reviews", "x"))))
        .hasMessage(
            "table: got no column 'review', expected the columns the model was trained on: review. Did you mean"
                + " 'reviews'?");
  }

  @Test
  void naiveBayesIsThatOfTheTextbook() {
    // Manning, Raghavan and Schuetze 2008, example 13.1: P(China|d5) = 0.0003 / (0.0003 + 0.0001), before rounding
    // 0.6898
    Vocabulary words =
        new Vocabulary(Vocabulary.Level.WORD, List.of("chinese", "beijing", "shanghai", "macao", "tokyo", "japan"));
    String[] texts = {"Chinese Beijing Chinese", "Chinese Chinese Shanghai", "Chinese Macao", "Tokyo Japan Chinese"};
    Task task =
        Task.infer(Table.of(Column.categories("t", texts), Column.categories("c", "yes", "yes", "yes", "no")), "c");
    assertThat(task.classNames()).containsExactly("no", "yes");
    float[] x = new float[4 * 3];
    for (int i = 0; i < 4; i++) {
      int[] ids = words.ids(texts[i]);
      for (int t = 0; t < ids.length; t++) {
        x[3 * i + t] = ids[t];
      }
    }
    Dataset train = Dataset.of(hillock.tensor.Shape.of(3), x).withLabels(new int[] {1, 1, 1, 0}, task.classNames());
    // Six words: the ids of padding and of unknown words, which the textbook does not have, count as two more.
    NaiveBayes bayes = new NaiveBayes(train, words.size());
    int[] ids = words.ids("Chinese Chinese Chinese Tokyo Japan");
    float[] y = new float[5];
    for (int t = 0; t < 5; t++) {
      y[t] = ids[t];
    }
    double yes = 4 / 6.0 * Math.pow(6 / 16.0, 3) * (1 / 16.0) * (1 / 16.0);
    double no = 2 / 6.0 * Math.pow(2 / 11.0, 3) * (2 / 11.0) * (2 / 11.0);
    float[] p = bayes.predict(Dataset.of(hillock.tensor.Shape.of(5), y));
    assertThat((double) p[1]).isCloseTo(yes / (yes + no), org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void charactersAndWindowsOfThem() {
    Vocabulary letters = Vocabulary.of(Vocabulary.Level.CHARACTER, List.of("banana"), 10, 1);
    assertThat(letters.tokens()).containsExactly("a", "n", "b");
    assertThat(letters.ids("nab!")).containsExactly(3, 2, 4, 1);
    assertThat(letters.token(3) + letters.token(0)).isEqualTo("n\uFFFD");
    Dataset windows = letters.windows("banana", 2);
    assertThat(windows.size()).isEqualTo(2);
    assertThat(windows.row(1)).containsExactly(3, 2);
    assertThat(windows.labels()).as("the next ones").containsExactly(2, 3, 2, 3);
    assertThatThrownBy(() -> letters.windows("ban", 3))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("got 3 tokens, expected at least 4");
  }

  @Test
  void whatHoldsNoTextsIsSaid() {
    assertThatThrownBy(() -> Experiment.on(reviews()).target("kind").text(TextInput.of("revew")).prepare())
        .hasMessageContaining("no column 'revew'")
        .hasMessageContaining("Did you mean 'review'?");
    Table blank = Table.of(Column.categories("t", "", "", "", ""), Column.categories("c", "a", "b", "a", "b"));
    assertThatThrownBy(() -> Experiment.on(blank).target("c").text(TextInput.of("t")).validation(0).test(0).prepare())
        .hasMessageContaining("column 't': got no text in any row");
    assertThatThrownBy(() -> TextInput.of("t").sized(0, 0)).hasMessageContaining("expected at least 1 token");
  }
}
