using TopologyMirror.Durability;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>What is taken away of that which keeps harm out. Immutable.</summary>
internal sealed record Without
{
    public static Without Nothing { get; } = new();

    public LeftOut LeftOut { get; init; } = LeftOut.Nothing;

    /// <summary>The ports carry out what a lower epoch asks for.</summary>
    public bool FenceOfPorts { get; init; }

    /// <summary>Kinds of records that the journal takes under a lower epoch.</summary>
    public IReadOnlyList<JournalRecordKind> FenceOfJournal { get; init; } = [];

    /// <summary>The journal takes intents of a cluster that was stopped by hand.</summary>
    public bool BrokenGlass { get; init; }
}
