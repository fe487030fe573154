using TopologyMirror.Metrics;
using TopologyMirror.Propagation;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipelineBuilder
{
    private static readonly string[] BuiltInChecks = [HealthCheck.Name, DigestParityCheck.Name, WiringCheck.Name, SyntheticLoadCheck.CheckName];

    private List<(string Name, Func<ValidationOptions, IValidationCheck> Make)> _checks = [];
    private IServiceWiring? _wiring;
    private ISyntheticLoad? _syntheticLoad;

    /// <summary>Sets what observes and sets whom instances call. Default: none; then wiring is neither changed nor checked.</summary>
    /// <param name="wiring">The port.</param>
    public MirrorPipelineBuilder UseWiring(IServiceWiring wiring) => Set(ref _wiring, wiring);

    /// <summary>Sets what offers a load to shadow instances before they count. Default: none; then no load is offered.</summary>
    /// <param name="load">The port.</param>
    public MirrorPipelineBuilder UseSyntheticLoad(ISyntheticLoad load) => Set(ref _syntheticLoad, load);

    /// <summary>Adds a check that every shadow instance has to pass before it counts.</summary>
    /// <param name="check">The check.</param>
    public MirrorPipelineBuilder AddValidation(IValidationCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        _checks.Add((check.Name, _ => check));
        return this;
    }

    /// <summary>Adds a check that every shadow instance has to pass before it counts.</summary>
    /// <param name="name">Its name, unique in the cluster.</param>
    /// <param name="check">Checks one instance; see <see cref="IValidationCheck.CheckAsync"/>.</param>
    /// <param name="deadline">Its deadline; null for <see cref="ValidationOptions.Deadline"/>.</param>
    public MirrorPipelineBuilder AddValidation(
        string name, Func<ValidationArguments, CancellationToken, ValueTask<ValidationFinding>> check, TimeSpan? deadline = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(check);
        _checks.Add((name, options => new DelegateCheck(name, deadline ?? options.Deadline, check)));
        return this;
    }

    /// <summary>The checks in their order: the host's, then the load test.</summary>
    private IReadOnlyList<IValidationCheck> Checks(ValidationOptions options, IEnumerable<LoadMetric> metrics, TimeProvider time, LoadTestResults results)
    {
        IEnumerable<IValidationCheck> own = _checks.Select(c => c.Make(options));
        return _syntheticLoad is null ? [.. own] : [.. own, new SyntheticLoadCheck(new RecordedSyntheticLoad(_syntheticLoad, results), options.SyntheticLoad, metrics, time)];
    }

    private IEnumerable<string> ValidationFaults()
    {
        foreach ((string name, _) in _checks.Where(c => string.IsNullOrWhiteSpace(c.Name) || BuiltInChecks.Contains(c.Name, StringComparer.Ordinal)))
        {
            yield return string.IsNullOrWhiteSpace(name)
                ? $"Cluster '{Cluster}' has a validation check without a name."
                : $"Cluster '{Cluster}' has a validation check named '{name}', which is the name of a built-in one.";
        }

        foreach (IGrouping<string, string> same in _checks.Select(c => c.Name).GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return $"Cluster '{Cluster}' has {same.Count()} validation checks named '{same.Key}'.";
        }

        if (Options.Validation is not { } options)
        {
            yield break;
        }

        foreach (IValidationCheck check in _checks.Select(c => c.Make(options)).Where(c => c.Deadline <= TimeSpan.Zero || c.Deadline > options.ValidFor / 2))
        {
            yield return $"The deadline of validation check '{check.Name}' of cluster '{Cluster}' ({check.Deadline}) must be longer than zero and at most half of ValidationOptions.ValidFor ({options.ValidFor}).";
        }

        if (_syntheticLoad is { } load && Options.LoadMetrics.Values.All(m => m is null || m.Kind != MetricKind.Rate))
        {
            yield return $"Cluster '{Cluster}' has the synthetic load '{load.Name}' and no load metric of kind {MetricKind.Rate} that it could offer.";
        }
    }
}
