package hillock.gallery.run;

/** Ends an entry in the middle because the user asked for it; nothing has been written then. */
public final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Stopped() {
    super("stopped on request");
  }
}
