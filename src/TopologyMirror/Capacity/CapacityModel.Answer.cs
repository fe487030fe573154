namespace TopologyMirror.Capacity;

public sealed partial class CapacityModel
{
    /// <summary>Steps that are needed before a digest is judged by what it has shown.</summary>
    public const int EnoughSamples = 20;

    /// <summary>Probability that the capacity lies above <see cref="CapacityEstimate.Low"/>, and that it lies below <see cref="CapacityEstimate.High"/>.</summary>
    private const double Bound = 0.95;

    /// <summary>Standard errors that the slope which was expected from load and objective has to come to, or the load varies too little to show one.</summary>
    private const double LeastErrors = 3;

    /// <summary>Variation below which rounding is mistaken for a slope.</summary>
    private const double LeastVariation = 0.001;

    /// <summary>Share of the expected slope that has to be seen.</summary>
    private const double LeastSlope = 1.0 / 3;

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
        if (state.Saturated > m.Count && !state.IsInherited)
        {
            return Refusal(CapacityRefusalCode.Saturated, $"{100 * state.Saturated / (state.Saturated + m.Count):0} % of the newest steps were saturated: how much an instance carries within its objective is not seen in them.");
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
        double expected = Relation.Target - Idle(Relation);
        bool isSteady = m.Residual * LeastErrors > ease * expected * Math.Sqrt(m.Sxx) || m.Variation < LeastVariation;
        return isSteady && !state.IsInherited
            ? Refusal(CapacityRefusalCode.LoadTooSteady, $"Over {m.Count:0} steps the load per instance varied by {100 * m.Variation:0.0} % around its mean: too little to show what belongs to load, while the signal varies by {m.Residual:0.000} without it.")
            : !isSteady && m.Slope * ease < LeastSlope * expected
            ? Refusal(CapacityRefusalCode.LoadDoesNotExplain, $"Over {m.Count:0} steps the signal rises by {100 * m.Slope / expected:0} % of what was expected over load, and load explains {100 * m.Explained:0} % of its variance.")
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
