using TopologyMirror.Capacity;
using TopologyMirror.Internal;
using TopologyMirror.Metrics;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;

namespace TopologyMirror.Pipeline;

/// <summary>Brings together what a service's learnt capacity rests on: load, signal, and what served meanwhile. Used by one tick at a time.</summary>
internal sealed partial class CapacityLearner
{
    /// <summary>Steps that are read again, for samples that come late. A step that was learnt is not learnt again.</summary>
    private const int LateSteps = 5;

    /// <summary>A step in which instances came or went is known to the observation only.</summary>
    private const double UnsteadyDoubt = 4;

    /// <summary>A load test is short, and is not made of the requests that live gets.</summary>
    private const double TestDoubt = 4;

    /// <summary>Share of failed requests from which on a load test has saturated the instance.</summary>
    private const double SaturatedErrors = 0.05;

    private readonly ClusterName _cluster;
    private readonly LearnCapacityOptions _options;
    private readonly IMetricSource _source;
    private readonly PortCall _call;
    private readonly TimeProvider _time;
    private readonly ServedInstances _served;
    private readonly SortedDictionary<DateTimeOffset, double> _pending = [];
    private DateTimeOffset? _learntUntil;
    private DateTimeOffset? _readUntil;
    private ObservedLoad? _newest;
    private string? _fault;

    public CapacityLearner(
        ClusterName cluster, ServiceName service, LearnCapacityOptions options, LoadMetric load, IMetricSource source, double? given, PortCall call, TimeProvider time)
    {
        _cluster = cluster;
        Service = service;
        _options = options;
        Load = load;
        Signal = LearnCapacityRules.ToSignal(service.Value, options, load);
        _source = source;
        _call = call;
        _time = time;
        _served = new ServedInstances(service);
        Book = CapacityBook.Start(options.ToRelation(given));
    }

    public ServiceName Service { get; }

    public LoadMetric Load { get; }

    public LoadMetric Signal { get; }

    public CapacityBook Book { get; private set; }

    public RampModel Ramp { get; private set; } = RampModel.Empty;

    /// <summary>Whether this learner would learn the same from the same: then what it knows stays of use.</summary>
    public bool IsLike(CapacityLearner other) =>
        Service == other.Service && Load == other.Load && Signal == other.Signal && Book.Relation == other.Book.Relation && ReferenceEquals(_source, other._source);

    public void Note(WorldView world) => _served.Note(world);

    /// <summary>What is known of the load that one instance of a digest carries.</summary>
    /// <param name="digest">The digest; null while none serves.</param>
    /// <param name="live">The digest that serves.</param>
    public LearnedCapacity Of(ConfigDigest? digest, ConfigDigest? live) =>
        new(Service, Load.Name, digest, Book.Relation.Given, digest is { } d ? Book.ModelOf(d, live).Answer() : CapacityModel.Start(Book.Relation).Answer())
        {
            RampTime = Ramp.RampTime(_options.Confidence),
            Fault = _fault,
        };

    /// <summary>The need with what the signal asks for; the one way to know it while no load per instance is known.</summary>
    public ServiceNeed Need(ServiceNeed others, ServiceCapacity capacity, DateTimeOffset now) => SignalNeed.Of(
        others, capacity, _newest, _options.Objective, _newest is { } n ? _served.In(n.End - Signal.Step, n.End).Mean : 0, now);

    /// <summary>Reads what is new of the signal.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        if (_served.Since is not { } since)
        {
            return;
        }

        DateTimeOffset now = _time.GetUtcNow();
        var arguments = new MetricReadArguments(_cluster, Signal, _readUntil is { } until ? until - (LateSteps * Signal.Step) : since, now);
        try
        {
            IReadOnlyList<LoadSample> samples = await _call.AskAsync(_source.Name, token => _source.ReadAsync(arguments, token), cancellationToken).ConfigureAwait(false);
            _fault = null;
            Take(samples, since);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !e.IsFatal())
        {
            _fault = $"Signal '{Signal.Name}' of service '{Service}' cannot be read: {e.Message}";
        }
    }

    /// <summary>Learns the steps of which load and signal are both known, each once, in their order.</summary>
    /// <param name="loads">The load.</param>
    /// <param name="live">The digest that serves.</param>
    public void Learn(MetricTrack loads, ConfigDigest? live)
    {
        foreach ((DateTimeOffset time, double signal) in _pending.ToArray())
        {
            if (loads.SampleAt(time) is { } load)
            {
                Learn(time, load, signal, live);
            }
            else if (loads.Load is not { } newest || newest.End < time + (LateSteps * Signal.Step))
            {
                // Its load may still come.
                return;
            }

            _pending.Remove(time);
            _learntUntil = time;
        }
    }

    /// <summary>Learns from what a load test came to.</summary>
    /// <param name="offered">What was offered.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="live">The digest that serves.</param>
    public void Learn(SyntheticLoadArguments offered, SyntheticLoadResult result, ConfigDigest? live)
    {
        if (offered.Service != Service || !offered.Load.TryGetValue(Load.Name, out double load) || result.Requests <= 0)
        {
            return;
        }

        double? signal = _options.Kind == CapacitySignalKind.Utilisation
            ? result.Utilisation
            : (_options.TestLatency switch { LatencyRank.Median => result.LatencyMedian, LatencyRank.P95 => result.Latency95, _ => result.Latency99 }).TotalSeconds;
        bool saturated = result.Errors > SaturatedErrors * result.Requests;
        if (signal is { } seen || saturated)
        {
            seen = signal ?? 1;
            Book = Book.Observe(offered.Digest, live, new CapacityObservation(_time.GetUtcNow(), load, seen, TestDoubt) { IsSaturated = saturated });
        }
    }

    private void Take(IReadOnlyList<LoadSample> samples, DateTimeOffset since)
    {
        foreach (LoadSample sample in samples.Where(s => s.Time >= since && (_learntUntil is null || s.Time > _learntUntil)))
        {
            if (double.IsFinite(sample.Value) && sample.Value >= 0)
            {
                _pending[sample.Time] = sample.Value;
                if (_newest is null || sample.Time + Signal.Step >= _newest.End)
                {
                    _newest = new ObservedLoad(Signal, sample.Value, sample.Time + Signal.Step);
                }
            }

            _readUntil = _readUntil is { } until && until > sample.Time + Signal.Step ? until : sample.Time + Signal.Step;
        }
    }

    private void Learn(DateTimeOffset time, LoadSample load, double signal, ConfigDigest? live)
    {
        ServedStep served = _served.In(time, time + Signal.Step);
        if (load.Tags != SampleTags.None || served is not { Mean: > 0, Digest: { } digest })
        {
            return;
        }

        // Cold instances carry less: what they are worth, as far as that is known.
        double power = served.Mean * (served.Ages.Count > 0 ? served.Ages.Average(Ramp.ShareAt) : 1);
        CapacityModel before = Book.ModelOf(digest, live);
        Book = Book.Observe(digest, live, new CapacityObservation(time, load.Value / Math.Max(power, 1e-3), signal, served.IsSteady ? 1 : UnsteadyDoubt));
        if (served.IsSteady)
        {
            Ramp = Ramp.Observe(before, load.Value, signal, served.Ages);
        }
    }
}
