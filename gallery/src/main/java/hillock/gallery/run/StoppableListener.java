package hillock.gallery.run;

import hillock.experiment.RunListener;
import hillock.train.Advice;
import hillock.train.EpochReport;
import hillock.train.Outcome;
import hillock.train.Progress;

/** Passes everything on, and ends a run that is to stop by an exception: there is nothing to be saved from it. */
record StoppableListener(RunListener view, Run run) implements RunListener {
  @Override
  public void run(int number, int runs, String name) {
    view.run(number, runs, name);
  }

  @Override
  public void learningRateFound(double rate) {
    view.learningRateFound(rate);
  }

  @Override
  public void advised(Advice advice) {
    view.advised(advice);
  }

  @Override
  public void started(Progress progress) {
    view.started(progress);
  }

  @Override
  public void stepped(Progress progress) {
    run.checkStop();
    view.stepped(progress);
  }

  @Override
  public void epochEnded(EpochReport report, Progress progress) {
    view.epochEnded(report, progress);
  }

  @Override
  public void warned(String message) {
    view.warned(message);
  }

  @Override
  public void ended(Outcome outcome) {
    view.ended(outcome);
  }
}
