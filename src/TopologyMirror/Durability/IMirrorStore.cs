namespace TopologyMirror.Durability;

/// <summary>All that a host keeps, in one place: journal, leases, soft state, commands, and which hosts there are.</summary>
/// <remarks>The parts know of each other: who takes a lease fences the journal against the owner before.</remarks>
public interface IMirrorStore : IOperationJournal, ILeaseStore, IStateStore, ICommandStore, IHostStore;
