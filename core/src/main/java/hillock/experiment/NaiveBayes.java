package hillock.experiment;

import hillock.data.Dataset;
import hillock.data.Vocabulary;

/**
 * Multinomial naive Bayes on token counts, each count raised by one (Laplace): {@code log p(c|text) = log p(c) + Σ log
 * p(token|c)} up to a constant. The usual baseline for texts; McCallum and Nigam 1998.
 */
final class NaiveBayes {
  private final int classes;
  private final double[] prior;
  private final double[][] likelihood;

  NaiveBayes(Dataset train, int vocabulary) {
    classes = train.classNames().size();
    prior = new double[classes];
    likelihood = new double[classes][vocabulary];
    double[] total = new double[classes];
    for (int i = 0; i < train.size(); i++) {
      int c = train.labels()[i];
      prior[c]++;
      for (float id : train.row(i)) {
        if (id != Vocabulary.PADDING) {
          likelihood[c][(int) id]++;
          total[c]++;
        }
      }
    }
    for (int c = 0; c < classes; c++) {
      prior[c] = Math.log((prior[c] + 1) / (train.size() + classes));
      for (int t = 0; t < vocabulary; t++) {
        likelihood[c][t] = Math.log((likelihood[c][t] + 1) / (total[c] + vocabulary));
      }
    }
  }

  /** Probabilities [n, classes]. */
  float[] predict(Dataset rows) {
    float[] probabilities = new float[rows.size() * classes];
    double[] logs = new double[classes];
    for (int i = 0; i < rows.size(); i++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        logs[c] = prior[c];
        for (float id : rows.row(i)) {
          logs[c] += id == Vocabulary.PADDING ? 0 : likelihood[c][(int) id];
        }
        most = Math.max(most, logs[c]);
      }
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += Math.exp(logs[c] - most);
      }
      for (int c = 0; c < classes; c++) {
        probabilities[i * classes + c] = (float) (Math.exp(logs[c] - most) / sum);
      }
    }
    return probabilities;
  }
}
