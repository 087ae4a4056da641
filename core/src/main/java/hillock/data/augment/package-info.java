/**
 * Random changes of training images that leave their class as it is. Each is a record that implements {@link
 * hillock.data.augment.Augmentation}; command line and provenance find it by its name.
 */
package hillock.data.augment;
