namespace TopologyMirror.Promotion;

/// <summary>The sums of one day, UTC. Immutable.</summary>
public sealed record LedgerDay
{
    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Entries that began in it.</summary>
    public int Entries { get; init; }

    /// <summary>Instance-hours paid and missing.</summary>
    public LedgerAmounts Hours { get; init; }

    /// <summary>The same as money; null without prices.</summary>
    public LedgerAmounts? Money { get; init; }

    /// <summary>Hours, summed over services, of which load never became known.</summary>
    public double UnknownHours { get; init; }

    /// <summary>What the same load would have taken in other ways.</summary>
    public IReadOnlyList<LedgerCounterfactual> Counterfactuals { get; init; } = [];
}
