using System.Text.Json.Serialization;
using TopologyMirror.Capacity;

namespace TopologyMirror.Pipeline;

/// <summary>Measured lead times as they are kept, oldest first; null for what never came about.</summary>
/// <param name="Version">The form; what has another is dropped.</param>
/// <param name="Launch">Whole launch leads.</param>
/// <param name="Promote">Whole promote leads.</param>
/// <param name="Phases">By the name of the phase.</param>
internal sealed record LeadTimesState(
    int Version, IReadOnlyList<TimeSpan?> Launch, IReadOnlyList<TimeSpan?> Promote, IReadOnlyDictionary<string, IReadOnlyList<TimeSpan?>> Phases)
{
    /// <summary>The form that is written. Without a version, phases were not kept.</summary>
    private const int Current = 2;

    [JsonIgnore]
    public bool IsCurrent => Version == Current;

    public static LeadTimesState Of(LeadTimeModel model) => new(
        Current,
        model.WholeLaunch.Outcomes,
        model.WholePromote.Outcomes,
        new SortedDictionary<string, IReadOnlyList<TimeSpan?>>(model.Phases.ToDictionary(p => p.Key.ToString(), p => p.Value.Outcomes), StringComparer.Ordinal));

    /// <summary>What was measured, added to a model; phases of other names are left out.</summary>
    public LeadTimeModel AddTo(LeadTimeModel model)
    {
        SortedDictionary<LeadPhase, IReadOnlyList<TimeSpan?>> phases = [];
        foreach (LeadPhase phase in model.Phases.Keys)
        {
            if (Phases.TryGetValue(phase.ToString(), out IReadOnlyList<TimeSpan?>? outcomes) && outcomes is not null)
            {
                phases[phase] = outcomes;
            }
        }

        return model.With(Launch, Promote, phases);
    }
}
