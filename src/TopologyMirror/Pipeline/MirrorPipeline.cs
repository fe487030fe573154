using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Internal;
using TopologyMirror.Promotion;
using TopologyMirror.Telemetry;

namespace TopologyMirror.Pipeline;

/// <summary>
/// One cluster's control loop. <see cref="TickAsync"/> carries the cluster once through: lease → journal → observe → new samples →
/// forecast → plan → decide → mirror → switch over.
/// </summary>
/// <remarks>
/// Ticks of one pipeline do not overlap: the caller awaits each. <see cref="Status"/> and <see cref="Operator"/> may be used from any
/// thread. A tick that throws has left nothing half known: the next one reads the journal, observes, and asks the same functions again.
/// </remarks>
public sealed partial class MirrorPipeline : IAsyncDisposable
{
    private volatile PipelineParts _parts;
    private MirrorPipelineOptions _options;
    private readonly RunJournal _journal;
    private PortGuard _guard;
    private PortCall _call;
    private WorldObserver _observer;
    private IReadOnlyList<MetricTrack> _tracks;
    private PromotionPolicy _policy;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly string _owner;
    private LeaseHandle? _lease;
    private PromotionMemory? _memory;
    private MissingInstances _missing = MissingInstances.None;
    private volatile ClusterStatus _status;

    internal MirrorPipeline(PipelineParts parts)
    {
        _parts = parts;
        _options = parts.Options;
        _time = parts.Time;
        BuiltAt = _time.GetUtcNow();
        _owner = parts.Owner;
        _logger = parts.LoggerFactory.CreateLogger("TopologyMirror.Pipeline");
        _journal = new RunJournal(Cluster, parts.Ports.Journal, _time);
        PutInForce(parts);
        _leads = LeadTimeMeter.Start(_options.Capacity, _options.Shadow.LaunchTimeout);
        _status = new ClusterStatus { Cluster = Cluster, Mode = _options.Mode };
        Operator = new ClusterOperator(
            Cluster,
            () => [.. _parts.Capacities.Select(c => c.Service)],
            () => _status,
            () => _lease is { Remaining.Ticks: > 0 } ? _journal.Book : null,
            parts.Ports.Commands,
            parts.Ports.Journal,
            _owner,
            _time)
        {
            DecisionsNow = () => _decisions,
            LedgerNow = () => _ledger,
        };
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster => _parts.Cluster.Name;

    /// <summary>Time between ticks that the options ask for.</summary>
    public TimeSpan TickInterval => _options.TickInterval;

    /// <summary>True when the host's loop shall leave this pipeline alone, since somebody else calls its ticks.</summary>
    public bool IsPumpedByCaller => _parts.IsPumpedByCaller;

    /// <summary>When it was built: from then on ticks are expected.</summary>
    internal DateTimeOffset BuiltAt { get; }

    /// <summary>How the cluster stands, as of its newest tick.</summary>
    public ClusterStatus Status => _status;

    /// <summary>What an operator can ask of the cluster.</summary>
    public ClusterOperator Operator { get; }

    /// <summary>Carries the cluster once through the loop.</summary>
    /// <param name="cancellationToken">Ends the tick at the next wait; what was begun is journaled and taken up by the next tick.</param>
    /// <returns>What was seen, decided and done.</returns>
    public async ValueTask<TickResult> TickAsync(CancellationToken cancellationToken)
    {
        using Activity? activity = MirrorTelemetry.Activities.StartActivity(MirrorTelemetry.TickActivity);
        activity?.SetTag(MirrorTelemetry.ClusterTag, Cluster.Value);
        long started = _time.GetTimestamp();
        string outcome = "failed";
        try
        {
            TickResult result = await RunTickAsync(_time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            outcome = result.IsOwner ? "done" : "not-owner";
            return result;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !e.IsFatal())
        {
            _status = _status with { LastFault = e.Message };
            throw;
        }
        finally
        {
            MirrorTelemetry.TickDuration.Record(
                _time.GetElapsedTime(started).TotalSeconds, new(MirrorTelemetry.ClusterTag, Cluster.Value), new(MirrorTelemetry.OutcomeTag, outcome));
        }
    }

    /// <summary>Gives the lease back. No tick may run.</summary>
    public async ValueTask DisposeAsync()
    {
        _validator.Dispose();
        _isDisposed = true;
        await EndLeaseAsync().ConfigureAwait(false);
        _parts.Owned?.Dispose();
    }

    private async ValueTask<TickResult> RunTickAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        await GiveBackWhereAskedAsync().ConfigureAwait(false);
        if (await HoldLeaseAsync(cancellationToken).ConfigureAwait(false) is not { } lease)
        {
            await GoOverAsync(lease: null, cancellationToken).ConfigureAwait(false);
            Operator.Forget();
            _status = _status with { BrokenGlass = await FindBrokenGlassAsync(cancellationToken).ConfigureAwait(false), Epoch = null, Waits = null, LastTickAt = at, LastFault = null, LastRefusal = _lastRefusal };
            return new TickResult { Cluster = Cluster, At = at };
        }

        using var owned = CancellationTokenSource.CreateLinkedTokenSource(lease.LostToken, cancellationToken);
        try
        {
            return await RunOwnedTickAsync(at, lease, owned.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (lease.LostToken.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new LeaseLostException(Cluster, lease.Epoch, e);
        }
    }

    private async ValueTask<TickResult> RunOwnedTickAsync(DateTimeOffset at, LeaseHandle lease, CancellationToken cancellationToken)
    {
        await AwaitLateCallsAsync(lease, cancellationToken).ConfigureAwait(false);
        await _journal.RecoverAsync(cancellationToken).ConfigureAwait(false);
        await ReadCommandsAsync(cancellationToken).ConfigureAwait(false);
        await SettleSlotAsync(lease, cancellationToken).ConfigureAwait(false);
        await GoOverAsync(lease, cancellationToken).ConfigureAwait(false);
        await RestoreLeadTimesAsync(cancellationToken).ConfigureAwait(false);
        await KeepLedgerAsync(cancellationToken).ConfigureAwait(false);
        await RestoreCapacitiesAsync(cancellationToken).ConfigureAwait(false);

        ClusterObservation observation = await ObserveAsync(cancellationToken).ConfigureAwait(false);
        await ReadLoadAsync(cancellationToken).ConfigureAwait(false);
        observation = observation with { Needs = Needs() };
        observation = await PrepareShadowAsync(lease, observation, cancellationToken).ConfigureAwait(false);
        await MeasureLeadTimesAsync(observation, cancellationToken).ConfigureAwait(false);
        await CountSpendingAsync(observation, cancellationToken).ConfigureAwait(false);

        _missing = _missing.Observe(observation.World, _journal.Book.Sides);
        IReadOnlyList<ServiceCounts> counts = Count(observation);
        PromotionDecision decision = Decide(observation, counts);
        var tick = new TickWork(at + (TickInterval / 2), lease, counts) { AttendUntil = at + TickInterval };
        await CarryOutBehindGlassAsync(tick, observation, decision, cancellationToken).ConfigureAwait(false);
        TickResult result = Publish(at, observation, decision, tick);
        if (tick.IsLeft)
        {
            await LeaveAsync().ConfigureAwait(false);
        }

        return result;
    }

    private async ValueTask<LeaseHandle?> HoldLeaseAsync(CancellationToken cancellationToken)
    {
        if (_lease is { Remaining.Ticks: > 0 })
        {
            return _lease;
        }

        if (_lease is not null)
        {
            Log.LeaseLost(_logger, Cluster, _lease.Epoch);
            await _lease.DisposeAsync().ConfigureAwait(false);
        }

        _lease = await TakeLeaseAsync(cancellationToken).ConfigureAwait(false);
        if (_lease is not null)
        {
            _journal.Invalidate();
            await _journal.RecoverAsync(cancellationToken).ConfigureAwait(false);
            _spendingRestored = false;
            Log.LeaseAcquired(_logger, Cluster, _lease.Epoch, _journal.Book.Sequence);
        }

        return _lease;
    }

    private TickResult Publish(DateTimeOffset at, ClusterObservation observation, PromotionDecision decision, TickWork tick)
    {
        RunBook book = _journal.Book;
        MirrorTelemetry.HoldAge.Record(
            book.Open?.HeldSince is { } held ? (_time.GetUtcNow() - held).TotalSeconds : 0, new KeyValuePair<string, object?>(MirrorTelemetry.ClusterTag, Cluster.Value));
        MetricForecast[] forecasts = [.. _tracks.Select(t => new MetricForecast(t.Metric, t.Result))];
        _status = new ClusterStatus
        {
            Cluster = Cluster,
            Mode = _options.Mode,
            LastTickAt = at,
            Epoch = _lease?.Epoch,
            Pause = book.Pause,
            Hold = book.Hold,
            BrokenGlass = _glass,
            LastRefusal = _lastRefusal,
            DesiredDigest = observation.Desired,
            LiveDigest = observation.PropagationInput?.LiveDigest,
            RejectedDigest = observation.WayBackRefusal is null ? book.Rejected : observation.Desired,
            RejectedReason = observation.WayBackRefusal ?? book.RejectedReason,
            ContractFailure = book.Propagation.ContractFailure,
            Propagating = observation.Propagation.Waiting,
            Drifted = [.. Drifted(observation)],
            Undeclared = Undeclared(observation.World),
            Refusals = Refusals(observation),
            Counts = tick.Counts,
            LeadTimes = _leads.Model,
            Needs = observation.Needs,
            Learned = LearnedCapacities,
            NotReady = new SortedDictionary<Metrics.MetricName, Forecasting.ForecastNotReady>(
                forecasts.Where(f => f.Result.NotReady is not null).ToDictionary(f => f.Metric.Name, f => f.Result.NotReady!)),
            Decision = decision,
            OpenRun = book.Open,
            OpenRelease = book.Release,
            Retained = book.Retained,
            HoldAge = book.Open?.HeldSince is { } since ? _time.GetUtcNow() - since : null,
            Retiring = book.Retiring.Count,
            Waits = tick.Waits,
            LastFault = _tracks.Select(t => t.Fault).FirstOrDefault(f => f is not null) ?? observation.Fault ?? tick.Fault
                ?? (_options.Mode == ControlMode.Observe && book.Open is { } left
                    ? $"Run {left.Plan.Run} is open in phase {left.Phase} and mode {ControlMode.Observe} issues no effect: it is left as it is."
                    : book.Open is { HoldReason: { } why } ? $"Run {book.Open.Plan.Run} is held in phase {book.Open.Phase}: {why}" : null),
        };
        return new TickResult
        {
            Cluster = Cluster,
            At = at,
            IsOwner = true,
            World = observation.World,
            Needs = observation.Needs,
            Counts = tick.Counts,
            Forecasts = forecasts,
            Decision = decision,
            ClosedRuns = tick.Closed,
            OpenRun = book.Open,
            Resynced = tick.Resynced,
        };
    }
}
