using TopologyMirror.Capacity;
using TopologyMirror.Routing;
using TopologyMirror.Telemetry;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    private const string CapacityKey = "capacity";

    private static readonly TimeSpan CapacitySaveInterval = TimeSpan.FromMinutes(10);

    private CapacityLearner[] _learners = [];
    private bool _capacitiesRestored;
    private DateTimeOffset? _capacitiesSavedAt;
    private ConfigDigest? _digestInForce;

    /// <summary>The declared services, each with what one of its instances carries: as learnt of the digest, else as given.</summary>
    private IReadOnlyList<ServiceCapacity> CapacitiesAt(ConfigDigest? digest) => _learners.Length == 0
        ? _parts.Capacities
        : [.. _parts.Capacities.Select(c => LearnerOf(c.Service) is { } learner ? c.With(learner.Of(digest, _digestInForce)) : c)];

    /// <summary>The declared services, each with what one of its instances carries at live's digest.</summary>
    private IReadOnlyList<ServiceCapacity> Capacities => CapacitiesAt(_digestInForce);

    private IReadOnlyList<LearnedCapacity> LearnedCapacities => [.. _learners.Select(l => l.Of(_digestInForce, _digestInForce))];

    /// <summary>What a release's new side takes, where its digest carries another load than live's; null when nothing is released or learnt.</summary>
    private CapacityPlan? ReleasePlan(ClusterObservation observation, IReadOnlyList<MetricForecast> forecasts) =>
        _learners.Length > 0 && observation.ReleaseDigest is { } digest && digest != _digestInForce
            ? new CapacityPlan(forecasts, CapacitiesAt(digest), _options.Capacity.Risk)
            : null;

    /// <summary>Lead times to instances that carry their full load.</summary>
    private LeadTimes WithRamp(LeadTimes leads) =>
        leads with { Launch = leads.Launch + _learners.Select(l => l.Ramp.RampTime(_options.Capacity.LeadTimeQuantile)).DefaultIfEmpty().Max() };

    private ServiceNeed WithSignal(ServiceNeed need, ServiceCapacity capacity, DateTimeOffset now) =>
        LearnerOf(need.Service) is { } learner && !capacity.LoadPerInstance.ContainsKey(learner.Load.Name) ? learner.Need(need, capacity, now) : need;

    private CapacityLearner? LearnerOf(ServiceName service) => Array.Find(_learners, l => l.Service == service);

    private void PutLearnersInForce(PipelineParts parts, PortCall call)
    {
        CapacityLearner[] before = _learners;
        var learners = new List<CapacityLearner>();
        foreach (ServiceCapacity capacity in parts.Capacities)
        {
            if (parts.Options.Services[capacity.Service.Value].Learn is { } learn)
            {
                Metrics.LoadMetric load = parts.Metrics.First(m => string.Equals(m.Name.Value, learn.Load, StringComparison.Ordinal));
                double? given = capacity.LoadPerInstance.TryGetValue(load.Name, out double value) ? value : null;
                var learner = new CapacityLearner(parts.Cluster.Name, capacity.Service, learn, load, parts.Ports.SignalSources[capacity.Service], given, call, parts.Time);
                learners.Add(Array.Find(before, b => b.IsLike(learner)) ?? learner);
            }
        }

        _learners = [.. learners];
        _validator.Capacities = () => Capacities;
    }

    private void NoteServing(ClusterObservation observation)
    {
        WorldView world = observation.World;
        _digestInForce = observation.PropagationInput?.LiveDigest ?? observation.CoverDigest;
        foreach (CapacityLearner learner in _learners)
        {
            learner.Note(world);
        }
    }

    private async ValueTask LearnCapacitiesAsync(CancellationToken cancellationToken)
    {
        foreach ((Propagation.SyntheticLoadArguments offered, Propagation.SyntheticLoadResult result) in _parts.LoadTestResults.Take())
        {
            LearnerOf(offered.Service)?.Learn(offered, result, _digestInForce);
        }

        foreach (CapacityLearner learner in _learners)
        {
            await learner.ReadAsync(cancellationToken).ConfigureAwait(false);
            learner.Learn(_tracks.First(t => t.Metric.Name == learner.Load.Name), _digestInForce);
            Report(learner.Of(_digestInForce, _digestInForce));
        }

        await SaveCapacitiesAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Report(LearnedCapacity learned)
    {
        KeyValuePair<string, object?> cluster = new(MirrorTelemetry.ClusterTag, Cluster.Value);
        KeyValuePair<string, object?> service = new(MirrorTelemetry.ServiceTag, learned.Service.Value);
        KeyValuePair<string, object?> metric = new(MirrorTelemetry.MetricTag, learned.Metric.Value);
        if (learned.Planned is { } planned)
        {
            MirrorTelemetry.LoadPerInstance.Record(planned, cluster, service, metric);
        }

        if (learned.Answer.Refusal is { } refusal)
        {
            MirrorTelemetry.CapacityRefusals.Add(1, cluster, service, metric, new(MirrorTelemetry.KindTag, refusal.Code.ToString()));
        }
    }

    private async ValueTask SaveCapacitiesAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (_learners.Length > 0 && !(now - _capacitiesSavedAt < CapacitySaveInterval))
        {
            await _parts.Ports.State.WriteAsync(Cluster, CapacityKey, CapacityState.Write(_learners), cancellationToken).ConfigureAwait(false);
            _capacitiesSavedAt = now;
        }
    }

    private async ValueTask RestoreCapacitiesAsync(CancellationToken cancellationToken)
    {
        if (_capacitiesRestored || _learners.Length == 0)
        {
            return;
        }

        if (await _parts.Ports.State.TryReadAsync(Cluster, CapacityKey, cancellationToken).ConfigureAwait(false) is { } bytes)
        {
            foreach ((string service, LearnerState state) in CapacityState.Read(bytes).Where(s => s.Value is not null))
            {
                Array.Find(_learners, l => string.Equals(l.Service.Value, service, StringComparison.Ordinal))?.Restore(state);
            }
        }

        _capacitiesRestored = true;
        _capacitiesSavedAt = _time.GetUtcNow();
    }
}
