/** Charts and grids of images, drawn without a screen. */
package hillock.gallery.picture;
