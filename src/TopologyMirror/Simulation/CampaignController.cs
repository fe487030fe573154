using TopologyMirror.Durability;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Simulation;

/// <summary>
/// One life of a controller in a campaign: its journal and its leases, which die and stand still with it. Whatever strikes it does so at a
/// record, since everything that it does is between two of them.
/// </summary>
internal sealed class CampaignController : IOperationJournal, ILeaseStore
{
    private readonly CampaignRun _run;
    private readonly CampaignTime _time;
    private TaskCompletionSource _stopped = new();
    private TaskCompletionSource? _frozen;
    private IOperationJournal _journal = null!;
    private ILeaseStore _leases = null!;
    private LeaseGrant? _grant;

    public CampaignController(CampaignRun run, MirrorPipelineBuilder builder, string owner)
    {
        _run = run;
        Owner = owner;
        _time = new CampaignTime(run.World.Time);
        Pipeline = builder.Copy()
            .DecorateStore(j => (_journal = j, this).Item2, l => (_leases = l, this).Item2)
            .UseTimeProvider(_time)
            .UseOwner(owner)
            .DecorateForecaster(f => new CampaignForecaster(f, run.ForecastFactor))
            .Build();
    }

    public string Owner { get; }

    public MirrorPipeline Pipeline { get; }

    public bool IsDead { get; private set; }

    public bool IsFrozen => _frozen is not null;

    /// <summary>Completes when the tick that runs will not go on: the controller is dead, or stands still.</summary>
    public Task Stopped => _stopped.Task;

    public async ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        await StandStillIfDeadAsync().ConfigureAwait(false);
        if (_run.Interrupts(this, record, isWritten: false) is { } before)
        {
            await InterruptAsync(before).ConfigureAwait(false);
        }

        long sequence = await _journal.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        if (_run.Interrupts(this, record, isWritten: true) is { } after)
        {
            await InterruptAsync(after).ConfigureAwait(false);
        }

        _run.Ask(this, record);
        return sequence;
    }

    public async ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken)
    {
        await StandStillIfDeadAsync().ConfigureAwait(false);
        return _run.Read(await _journal.ReadAsync(cluster, after, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken) => _journal.FindCheckpointAsync(cluster, cancellationToken);

    public ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken) =>
        _journal.CompactAsync(cluster, epoch, checkpoint, cancellationToken);

    public async ValueTask<LeaseGrant?> TryAcquireAsync(ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        await StandStillIfDeadAsync().ConfigureAwait(false);
        return _grant = await _leases.TryAcquireAsync(cluster, owner, duration, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlySet<ClusterName>> RenewAsync(IReadOnlyCollection<LeaseGrant> grants, CancellationToken cancellationToken) =>
        IsDead ? ValueTask.FromResult<IReadOnlySet<ClusterName>>(new SortedSet<ClusterName>()) : _leases.RenewAsync(grants, cancellationToken);

    public ValueTask ReleaseAsync(LeaseGrant grant, CancellationToken cancellationToken) =>
        IsDead ? ValueTask.CompletedTask : _leases.ReleaseAsync(grant, cancellationToken);

    /// <summary>Its lease is given to whoever asks next, and it does not know.</summary>
    public ValueTask LoseLeaseAsync() => _grant is { } grant ? _leases.ReleaseAsync(grant, CancellationToken.None) : ValueTask.CompletedTask;

    /// <summary>It goes on where it stood, before it notices how late it is.</summary>
    public void Wake()
    {
        TaskCompletionSource? frozen = _frozen;
        _frozen = null;
        _stopped = new TaskCompletionSource();
        frozen?.SetResult();
        _time.Thaw();
    }

    private async Task InterruptAsync(SimulationFault fault)
    {
        if (fault == SimulationFault.PauseBeyondLease)
        {
            _frozen = new TaskCompletionSource();
            _time.Freeze();
            _run.World.Schedule(TimeSpan.Zero, _stopped.SetResult);
            await _frozen.Task.ConfigureAwait(false);
            return;
        }

        IsDead = true;
        _run.World.Schedule(TimeSpan.Zero, _stopped.SetResult);
        await StandStillIfDeadAsync().ConfigureAwait(false);
    }

    /// <summary>A dead process does nothing any more: neither does it go on, nor does it fail.</summary>
    private Task StandStillIfDeadAsync() => IsDead ? new TaskCompletionSource().Task : Task.CompletedTask;
}
