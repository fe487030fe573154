namespace TopologyMirror.Capacity;

public sealed partial class CapacityModel
{
    /// <summary>Steps that are needed before a digest is judged by what it has shown.</summary>
    public const int EnoughSamples = 20;

    /// <summary>Probability that the capacity lies above <see cref="CapacityEstimate.Low"/>, and that it lies below <see cref="CapacityEstimate.High"/>.</summary>
    private const double Bound = 0.95;

    private const double LeastVariation = 0.03;
    private const double LeastExplained = 0.1;
    private const double WidestBelowMedian = 0.5;

    /// <summary>The capacity as far as it is known, or why it is not.</summary>
    public CapacityAnswer Answer()
    {
        if (Refuse(_state) is { } refusal)
        {
            return CapacityAnswer.Of(refusal);
        }

        CapacityLine line = _state.Line;
        double target = Relation.Target;
        return CapacityAnswer.Of(new CapacityEstimate(
            _state.Unit * line.Meets(target, Deviations(_state, Relation.Confidence))!.Value,
            _state.Unit * line.Meets(target, 0)!.Value,
            _state.Unit * (line.Meets(target, Deviations(_state, Bound)) ?? 0),
            _state.Unit * (line.Meets(target, -Deviations(_state, Bound)) ?? double.PositiveInfinity),
            Samples,
            _state is { IsInherited: true, Moments.Count: < EnoughSamples }));
    }

    private static double Deviations(CapacityModelState state, double probability) => StudentQuantile.Of(probability, state.Freedom);

    private CapacityRefusal? Refuse(CapacityModelState state)
    {
        CapacityMoments m = state.Moments;
        if (state.Saturated > m.Count && !(state.IsInherited && m.Count >= EnoughSamples))
        {
            return Refusal(CapacityRefusalCode.Saturated, $"{state.Saturated:0} of the {state.Saturated + m.Count:0} newest steps were saturated: how much an instance carries within its objective is not seen in them.");
        }

        if (m.Count < EnoughSamples && !state.IsInherited)
        {
            return Refusal(CapacityRefusalCode.TooFewSamples, $"{m.Count:0} steps were seen, of the {EnoughSamples} that are needed.");
        }

        return (m.Count >= EnoughSamples ? RefuseRelation(state) : null) ?? RefuseEstimate(state);
    }

    /// <summary>Whether load explains the signal. Once believed, it is given up only at half the limits: an edge is no place to stand.</summary>
    private CapacityRefusal? RefuseRelation(CapacityModelState state)
    {
        CapacityMoments m = state.Moments;
        double ease = state.Holds ? 2 : 1;
        double widest = ease * (Relation.Kind == CapacitySignalKind.Utilisation ? 0.15 : 0.4);
        bool isSteady = m.Variation < LeastVariation / ease;
        return isSteady && !state.IsInherited
            ? Refusal(CapacityRefusalCode.LoadTooSteady, $"The load per instance varied by {100 * m.Variation:0.0} % around its mean, less than the {100 * LeastVariation / ease:0.0} % that show what belongs to load.")
            : !isSteady && m.Slope <= 0
            ? Refusal(CapacityRefusalCode.LoadDoesNotExplain, $"Over {m.Count:0} steps the signal does not rise with load.")
            : !isSteady && m.Explained < LeastExplained / ease
            ? Refusal(CapacityRefusalCode.LoadDoesNotExplain, $"Over {m.Count:0} steps load explains {100 * m.Explained:0} % of the signal's variance, less than {100 * LeastExplained / ease:0} %.")
            : m.Residual > widest
            ? Refusal(CapacityRefusalCode.ResidualsTooLarge, $"Over {m.Count:0} steps the signal lies {m.Residual:0.000} from its line (standard deviation{(Relation.Kind == CapacitySignalKind.Latency ? ", as a share of it" : string.Empty)}), more than {widest:0.000}.")
            : null;
    }

    private CapacityRefusal? RefuseEstimate(CapacityModelState state)
    {
        double? median = state.Line.Meets(Relation.Target, 0);
        if (median is not { } middle || middle <= 0)
        {
            return Refusal(CapacityRefusalCode.LoadDoesNotExplain, $"By the line of {state.Moments.Count:0} steps no load brings the signal to its objective of {Relation.Objective:0.###}.");
        }

        double planned = state.Line.Meets(Relation.Target, Deviations(state, Relation.Confidence)) ?? 0;
        return planned < WidestBelowMedian * middle
            ? Refusal(CapacityRefusalCode.TooUncertain, $"An instance carries {state.Unit * middle:0.###} or, at a confidence of {100 * Relation.Confidence:0} %, only {state.Unit * planned:0.###}: too uncertain to plan on.")
            : null;
    }

    private static CapacityRefusal Refusal(CapacityRefusalCode code, FormattableString sentence) => new(code, FormattableString.Invariant(sentence));
}
