namespace TopologyMirror.Backtests.Sweep;

/// <summary>A policy of the sweep.</summary>
/// <param name="Traits">What it is.</param>
/// <param name="Run">Runs it.</param>
internal sealed record SweepPolicy(PolicyTraits Traits, Func<SweepTrace, PolicyRun> Run);
