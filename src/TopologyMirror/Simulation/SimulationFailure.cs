namespace TopologyMirror.Simulation;

/// <summary>What went wrong with a seed, and how little it takes. Immutable.</summary>
public sealed record SimulationFailure
{
    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>The faults that were switched on, in the order of the catalogue.</summary>
    public required IReadOnlyList<SimulationFault> Drawn { get; init; }

    /// <summary>Those of them without any of which the seed passes; empty when it fails without faults.</summary>
    public required IReadOnlyList<SimulationFault> Shortest { get; init; }

    /// <summary>What was broken, one sentence each.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>True when a run was left open.</summary>
    public required bool IsUnfinished { get; init; }

    /// <summary>The last records of the journal and events of the world, in the order of time, one line each.</summary>
    public required IReadOnlyList<string> TimeLine { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Join(Environment.NewLine, [
        $"seed {Seed} fails with {(Shortest.Count == 0 ? "no fault" : string.Join(", ", Shortest))} (drawn: {(Drawn.Count == 0 ? "none" : string.Join(", ", Drawn))})",
        .. Reasons.Select(static r => $"  {r}"),
        .. TimeLine.Select(static l => $"    {l}"),
    ]);
}
