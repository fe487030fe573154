using System.Globalization;
using Microsoft.Extensions.Options;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tuning;

/// <summary>
/// Measures on a history of one's own what each model set costs and how good it is, and picks the most accurate that stays within a
/// budget per tick.
/// </summary>
/// <remarks>
/// <para>Accuracy is that of a rolling origin (Tashman, International Journal of Forecasting 2000): every set learns the history step by
/// step and forecasts at the same origins, each from nothing but what lies before it. Steps that are missing or tagged are not scored.
/// Loss is the weighted quantile loss over <see cref="ForecastScorer.ScoredLevels"/>.</para>
/// <para>Cost is measured in rounds that take turns among the sets, after the whole history was learnt: the least round counts, because
/// other work on the machine can only add to it, and for the same reason a tick that takes many times the median of its round counts
/// only in part. Accuracy is the same in every run; cost is that of this machine and moment. Measure in a Release build.</para>
/// <para>Immutable; every call works for itself on its caller's thread, and a second one at the same time on the same machine spoils what
/// both measure.</para>
/// </remarks>
public sealed class ForecastTuner
{
    /// <summary>Steps before the first origin at least: 12.</summary>
    public const int FewestSamples = EnsembleForecaster.FewestSamples;

    /// <summary>Origins at least: 4.</summary>
    public const int FewestOrigins = 4;

    private readonly TimeProvider _time;
    private readonly ForecastTunerOptions _options;

    /// <summary>Creates a tuner.</summary>
    /// <param name="time">The clock that cost is measured with.</param>
    /// <param name="options">What to measure; null for the defaults.</param>
    /// <exception cref="InvalidTuningException">An option is out of its range; lists every fault.</exception>
    public ForecastTuner(TimeProvider time, ForecastTunerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _options = (options ?? new ForecastTunerOptions()).Copy();
        ValidateOptionsResult result = new ForecastTunerOptionsValidator().Validate(null, _options);
        if (result.Failed)
        {
            throw new InvalidTuningException(nameof(ForecastTunerOptions), string.Join(' ', result.Failures));
        }
    }

    /// <summary>Measures and picks. Takes about as long as learning the history once per model set.</summary>
    /// <param name="name">What the history is of, for example the metric's name.</param>
    /// <param name="history">The history; it must not change meanwhile.</param>
    /// <param name="cancellationToken">Ends it before its time.</param>
    /// <exception cref="InvalidTuningException">The history is too short, or nothing in its scored part can be scored.</exception>
    public ForecastTuningResult Tune(string name, LoadHistory history, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(history);
        int[] origins = TuningOrigins.Spread(name, history, _options);
        var series = new TunedSeries(name, history, _options, origins[0]);
        OriginScore[] reference = [.. origins.Select(origin => SeasonalNaiveReference.Score(series, origin, _options.HorizonSteps))];
        if (reference.All(score => score.Points == 0))
        {
            throw new InvalidTuningException(name, string.Create(
                CultureInfo.InvariantCulture,
                $"The history of {name} has no step from {history.TimeAt(origins[0]):yyyy-MM-ddTHH:mm:ssK} on that is neither missing nor tagged; nothing can be scored."));
        }

        IEnumerable<ForecastModelSet> sets = _options.ModelSets.Count > 0 ? _options.ModelSets.Distinct() : ModelSetCatalogue.All;
        TuningCandidate[] candidates = [.. sets.Select(models => new TuningCandidate(models, series, _options.HorizonSteps, _options.TicksPerRound))];
        foreach (TuningCandidate candidate in candidates)
        {
            candidate.Learn(history.Count, origins, cancellationToken);
        }

        (int Origin, OriginScore Score)[] common =
            [.. origins.Zip(reference).Where(o => o.Second.Points > 0 && candidates.All(c => c.ScoreAt(o.First) is not null))];
        if (common.Length == 0)
        {
            throw new InvalidTuningException(name, string.Create(
                CultureInfo.InvariantCulture,
                $"The history of {name} allows no forecast at any of {origins.Length} origins: {candidates.Select(c => c.Refusal).First(r => r is not null)!.Explanation}"));
        }

        Measure(candidates, cancellationToken);
        double referenceLoss = AccuracyOfOrigins.MeanLoss(common);
        ModelSetChoice choice = ModelSetChoice.Of(
            [.. candidates.Select(c => new ForecastTuningRow(c.Models, c.Cost, AccuracyOfOrigins.Sum(
                series, [.. common.Select(o => (o.Origin, c.ScoreAt(o.Origin)!.Value))], referenceLoss)))],
            _options.Budget,
            _options.CostNoise);
        return new ForecastTuningResult
        {
            Name = name,
            Step = history.Step,
            HorizonSteps = _options.HorizonSteps,
            Budget = _options.Budget,
            Origins = common.Length,
            SkippedOrigins = origins.Length - common.Length,
            ScoredSteps = common.Sum(o => o.Score.Points),
            SeasonSteps = series.Season,
            Reference = AccuracyOfOrigins.Sum(series, common, null),
            Rows = choice.Rows,
            Pick = choice.Pick,
            Reason = choice.Reason,
        };
    }

    private void Measure(TuningCandidate[] candidates, CancellationToken cancellationToken)
    {
        for (int round = 0; round <= _options.Rounds; round++)
        {
            foreach (TuningCandidate candidate in candidates)
            {
                cancellationToken.ThrowIfCancellationRequested();
                candidate.Measure(_time, counts: round > 0);
            }
        }
    }
}
