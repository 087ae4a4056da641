/**
 * Models as files: specs as JSON, raw weights, preprocessing, metrics and provenance in one {@link
 * hillock.model.Container}; and predictions from them. Nothing here trains, so that serving loads no training code.
 */
package hillock.model;
