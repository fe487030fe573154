using System.Collections.Immutable;
using System.Globalization;

namespace TopologyMirror.Replay;

/// <summary>Repeats actions that took place elsewhere, so that they are scored by the same runner. Immutable.</summary>
/// <remarks>
/// Instances are numbered as in <see cref="ReplayAction.Instance"/>: launches from 0 in the order of the list, the first live ones from −1
/// down. The list holds no action of how those came to be.
/// </remarks>
public sealed class RecordedPolicy : IReplayPolicy
{
    private readonly ImmutableDictionary<int, ImmutableArray<ReplayDecision>> _byTick;

    /// <summary>Creates the policy.</summary>
    /// <param name="name">Name in reports.</param>
    /// <param name="actions">What took place, oldest first; those of one tick in the order in which they happened.</param>
    /// <exception cref="ArgumentException">An action is older than the one before it.</exception>
    public RecordedPolicy(string name, IEnumerable<ReplayAction> actions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(actions);
        Name = name;
        Actions = [.. actions];
        for (int i = 1; i < Actions.Length; i++)
        {
            if (Actions[i].Tick < Actions[i - 1].Tick)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Action {i} is of tick {Actions[i].Tick}, the one before it of tick {Actions[i - 1].Tick}."),
                    nameof(actions));
            }
        }

        _byTick = Actions.GroupBy(a => a.Tick).ToImmutableDictionary(
            g => g.Key,
            g => g.Select(a => new ReplayDecision(a.Kind, a.Instance, a.Purpose) { Generation = a.Generation, Replacement = a.Replacement }).ToImmutableArray());
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What took place.</summary>
    public ImmutableArray<ReplayAction> Actions { get; }

    /// <inheritdoc/>
    public IReplaySession Start() => new Session(_byTick);

    private sealed class Session(ImmutableDictionary<int, ImmutableArray<ReplayDecision>> byTick) : IReplaySession
    {
        public IReadOnlyList<ReplayDecision> Decide(ReplayObservation observation) =>
            byTick.TryGetValue(observation.Tick, out ImmutableArray<ReplayDecision> decisions) ? decisions : [];
    }
}
