namespace TopologyMirror.Backtests.Sweep;

/// <summary>A way to scale whose settings make one hull of cost and loss.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Includes">Whether a policy is one of its settings.</param>
internal sealed record Baseline(string Name, Func<PolicyTraits, bool> Includes)
{
    /// <summary>The reactive rule at its headrooms.</summary>
    public static Baseline Reactive { get; } = new(PolicyCatalog.Reactive, p => p.Family == PolicyCatalog.Reactive);

    /// <summary>The reactive rule at its headrooms with any number of instances standing by, none among them: who may keep a pool may keep none.</summary>
    public static Baseline WarmPool { get; } = new(
        "reactive+warm-pool",
        p => p.Family == PolicyCatalog.Reactive || p.Family.StartsWith(PolicyCatalog.WarmPool, StringComparison.Ordinal));

    /// <summary>The pipeline's forecast and plan at its risks, with everything live.</summary>
    public static Baseline NoShadow { get; } = new(PolicyCatalog.NoShadow, p => p.Family == PolicyCatalog.NoShadow);
}
