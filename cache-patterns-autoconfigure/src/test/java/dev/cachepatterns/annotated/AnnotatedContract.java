package dev.cachepatterns.annotated;

/**
 * What an application sees, the same on every backend.
 */
public interface AnnotatedContract
		extends ReadAnnotationsContract, WriteAnnotationsContract, AsynchronousContract, ProgrammaticContract {

}
