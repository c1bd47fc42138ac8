package dev.cachepatterns.checker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.cachepatterns.store.Frame;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * This library as a version with another format of values would be: the compiled one with
 * another letter for a value, in the class of the bytes and in the scripts. Neither reads
 * what the other has stored, which is stricter than a newer version would be.
 */
final class OtherVersion {

	static final char VALUE = 'V';

	/**
	 * Between the letters of the other states, whose order a compiled switch relies on.
	 */
	static final char OTHER_VALUE = 'N';

	private static final String FRAME = Frame.class.getName().replace('.', '/') + ".class";

	private static final String SCRIPTS = "dev/cachepatterns/redis";

	private OtherVersion() {
	}

	/**
	 * Writes what differs, for the front of a class path.
	 * @param parent gets a directory
	 * @return that directory
	 */
	static Path written(Path parent) {
		try {
			Path directory = Files.createTempDirectory(parent, "other-version");
			Path frame = directory.resolve(FRAME);
			Files.createDirectories(frame.getParent());
			Files.write(frame, frame());
			Files.createDirectories(directory.resolve(SCRIPTS));
			Path compiled = compiled();
			for (Path script : scripts(compiled.resolve(SCRIPTS))) {
				String text = Files.readString(script).replace("\\1" + VALUE, "\\1" + OTHER_VALUE);
				Files.writeString(directory.resolve(compiled.relativize(script).toString()), text);
			}
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where the compiled library is.
	 */
	static Path compiled() {
		try {
			return Path.of(Frame.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Path> scripts(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".lua")).toList();
		}
	}

	private static byte[] frame() throws IOException {
		try (InputStream compiled = Objects.requireNonNull(Frame.class.getClassLoader().getResourceAsStream(FRAME))) {
			AtomicInteger changes = new AtomicInteger();
			ClassReader reader = new ClassReader(compiled);
			ClassWriter writer = new ClassWriter(0);
			reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {

				@Override
				public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
						String[] exceptions) {
					return new Letters(super.visitMethod(access, name, descriptor, signature, exceptions), changes);
				}

			}, 0);
			if (changes.get() != 2) {
				throw new IllegalStateException("Not one place that writes the letter, and one that reads it, but "
						+ changes.get() + " in all: see Frame");
			}
			return writer.toByteArray();
		}
	}

	/**
	 * Changes the letter where it is written, and where it is read.
	 */
	private static final class Letters extends MethodVisitor {

		private final AtomicInteger changes;

		Letters(MethodVisitor next, AtomicInteger changes) {
			super(Opcodes.ASM9, next);
			this.changes = changes;
		}

		@Override
		public void visitIntInsn(int opcode, int operand) {
			super.visitIntInsn(opcode, changed(operand));
		}

		@Override
		public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
			int[] changed = keys.clone();
			for (int i = 0; i < keys.length; i++) {
				changed[i] = changed(keys[i]);
			}
			super.visitLookupSwitchInsn(otherwise, changed, labels);
		}

		private int changed(int letter) {
			if (letter != VALUE) {
				return letter;
			}
			this.changes.incrementAndGet();
			return OTHER_VALUE;
		}

	}

}
