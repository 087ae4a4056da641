package hillock.model;

import java.util.List;

/**
 * Records of another module that texts and files may name, as if they lay in the package of the interface that they
 * implement: layers, ways of learning, and the like. Found by {@link java.util.ServiceLoader}; the module of a provider
 * says {@code provides hillock.model.RecordProvider with ...} and exports the packages of its records.
 *
 * <p>A file has no part in this: it can name the records of the modules that the application was started with, never
 * bring its own.
 */
public interface RecordProvider {
  /** The records, each public, with a simple name that no other record has. */
  List<Class<? extends Record>> records();
}
