using System.Collections.Immutable;

namespace TopologyMirror.Replay;

/// <summary>One run: what took place, what it gave, and its score. Immutable.</summary>
/// <param name="Trace">Name of the trace.</param>
/// <param name="Policy">Name of the policy.</param>
/// <param name="Actions">Every action that took place, oldest first; replayed as a <see cref="RecordedPolicy"/> they give the same score.</param>
/// <param name="FirstTick">Tick of the first element of <paramref name="Serving"/> and <paramref name="Paid"/>: the start of the warm-up.</param>
/// <param name="Serving">Instances that served the whole tick, per tick.</param>
/// <param name="Paid">Instances paid, per tick.</param>
/// <param name="Score">The score of the evaluated ticks.</param>
public sealed record ReplayResult(
    string Trace,
    string Policy,
    ImmutableArray<ReplayAction> Actions,
    int FirstTick,
    ImmutableArray<int> Serving,
    ImmutableArray<int> Paid,
    ReplayScore Score);
