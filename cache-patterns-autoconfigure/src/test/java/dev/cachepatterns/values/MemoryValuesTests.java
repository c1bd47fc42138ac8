package dev.cachepatterns.values;

import org.junit.jupiter.api.Tag;

import java.util.List;

/**
 * In memory, which no two versions share.
 */
@Tag("proof")
class MemoryValuesTests implements TenantContract, UndecodableContract, FailingCodecContract, LeaseContract,
		IntentContract, ModeContract {

	@Override
	public List<String> backend() {
		return List.of("cache-patterns.backend=memory");
	}

}
