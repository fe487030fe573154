namespace TopologyMirror.Processes.Provider;

/// <summary>What the provider knows to have happened, whatever any host believes.</summary>
internal sealed record ReportMessage
{
    /// <summary>Each moment at which a promise was broken, in words.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];

    /// <summary>Effects that were carried out.</summary>
    public int Effects { get; init; }

    /// <summary>Effects that came again under a key that had been carried out.</summary>
    public int Repeated { get; init; }

    /// <summary>Effects that were refused, since a higher epoch had been seen.</summary>
    public int StaleRefused { get; init; }

    /// <summary>Instances that were ever launched.</summary>
    public int Launched { get; init; }

    /// <summary>Instances that were ever ended.</summary>
    public int Terminated { get; init; }

    /// <summary>The highest epoch that was seen.</summary>
    public long Epoch { get; init; }

    /// <summary>When the newest effect was carried out.</summary>
    public DateTimeOffset LastEffectAt { get; init; }

    /// <summary>Instances that are ready and serve.</summary>
    public int Serving { get; init; }

    /// <summary>Fewest instances that were ready and served at the same time.</summary>
    public int FewestServing { get; init; }

    /// <summary>Instances that a run took out of service, down to what had served before it, although load had risen since.</summary>
    public int Overtaken { get; init; }

    /// <summary>What still keeps the cluster from rest; null when every instance is live or cover, at the one desired digest, and nothing else is left.</summary>
    public string? Unrest { get; init; }
}
