using System.Diagnostics.CodeAnalysis;
using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Routing;
using TopologyMirror.Shadow;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    private PipelineParts? _next;
    private volatile WorldView? _newestWorld;
    private string _reportedUndeclared = string.Empty;

    /// <summary>What is in force, or will be from the next tick on.</summary>
    internal PipelineParts PartsToCome => Volatile.Read(ref _next) ?? _parts;

    /// <summary>Says why services cannot be taken out now; null when they can.</summary>
    internal string? RevisionRefusal(PipelineParts next) =>
        PipelineRevision.InTheWay(PipelineRevision.Removed(_parts, next), _journal.Book.Open, _newestWorld) is { } service
            ? $"Run {_journal.Book.Open!.Plan.Run} of cluster '{Cluster}' is about service '{service}', which the change removes: change it after the run, or abort the run."
            : null;

    /// <summary>Puts a validated declaration in force at the next boundary between ticks. A later one replaces one that still waits.</summary>
    internal void Revise(PipelineParts next) => Volatile.Write(ref _next, next);

    /// <summary>Everything that is derived from a declaration, at once. What it keeps: journal, lease, lead times, and what is remembered of services and metrics that stay.</summary>
    [MemberNotNull(nameof(_parts), nameof(_options), nameof(_guard), nameof(_call), nameof(_observer), nameof(_policy), nameof(_tracks), nameof(_validator))]
    private void PutInForce(PipelineParts parts)
    {
        var call = new PortCall(parts.Cluster.Name, parts.Options.CallTimeout, parts.Time);
        PipelineParts? running = _tracks is null ? null : _parts;
        MetricTrack[] before = running is not null && PipelineRevision.KeepsForecasts(running, parts)
            ? [.. _tracks!.Where(t => PipelineRevision.KeepsMetric(running, parts, t.Metric))]
            : [];
        _tracks =
        [
            .. parts.Metrics.Select(m => Array.Find(before, t => t.Metric == m)
                ?? new MetricTrack(parts.Cluster.Name, m, parts.Ports.MetricSources[m.Name], parts.Forecaster, parts.Options.Forecast, call, parts.Time)),
        ];
        foreach (MetricTrack track in _tracks)
        {
            track.LoadTests = _loadTests;
        }

        // Verdicts stay: a check that stays need not be made again.
        ShadowValidator? validated = _validator;
        _validator = new ShadowValidator(parts, _loadTests, () => [.. _tracks.Select(t => new MetricForecast(t.Metric, t.Result))], _logger, validated?.Book);
        validated?.Dispose();
        _guard = new PortGuard(parts.Ports, _journal, parts.Capacities, parts.Invariants, parts.Options, parts.Time, _logger, parts.Cluster.Services, parts.HeedsRemainingLease);
        _call = call;
        PutLearnersInForce(parts, call);
        _observer = new WorldObserver(parts.Cluster, parts.Ports, parts.Propagator, parts.Options, call, parts.Time);
        _policy = new Promotion.PromotionPolicy(parts.Options.Promotion);
        _memory = _memory is null ? null : _memory with
        {
            Services = _memory.Services.RemoveRange(_memory.Services.Keys.Except(parts.Capacities.Select(c => c.Service))),
        };
        _options = parts.Options;
        _parts = parts;
        parts.InForce?.Invoke(parts);
    }

    /// <summary>Goes over to the declaration that waits, unless a run that has opened meanwhile is about what it removes: then after that run.</summary>
    private async ValueTask GoOverAsync(LeaseHandle? lease, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _next) is not { } next || RevisionRefusal(next) is not null)
        {
            return;
        }

        IReadOnlyList<ServiceName> removed = PipelineRevision.Removed(_parts, next);
        if (lease is not null)
        {
            ServiceName[] declared = [.. next.Cluster.Services.Select(s => s.Name)];
            await NoteDeclaredAsync(lease, declared, [.. _journal.Book.LeavingServices.Union(removed).Except(declared)], cancellationToken).ConfigureAwait(false);
        }

        PutInForce(next);
        Interlocked.CompareExchange(ref _next, null, next);
        Log.Reconfigured(_logger, Cluster, string.Join(", ", next.Cluster.Services.Select(s => s.Name)));
    }

    private ValueTask NoteDeclaredAsync(LeaseHandle lease, IReadOnlyList<ServiceName> declared, IReadOnlyList<ServiceName> leaving, CancellationToken cancellationToken) =>
        _journal.AppendAsync(
            lease.Epoch, JournalRecordKind.Reconfigured, new EffectKey(Cluster, default, 0, 0), new ReconfiguredPayload(declared, leaving),
            JournalPayloads.Default.ReconfiguredPayload, cancellationToken);

    /// <summary>Removed services whose shadow is still there: its target is nothing.</summary>
    private IEnumerable<ShadowTarget> LeavingTargets() =>
        _journal.Book.LeavingServices.Where(s => !_parts.Cluster.Services.Any(d => d.Name == s)).Select(s => new ShadowTarget(s, 0));

    /// <summary>Forgets removed services whose shadow is gone: whoever uses their name later is left alone.</summary>
    private async ValueTask NoteLeftAsync(TickWork tick, ClusterObservation observation, IReadOnlyList<FleetAction> actions, CancellationToken cancellationToken)
    {
        ServiceName[] left = [.. _journal.Book.LeavingServices.Where(s => actions.All(a => a.Service != s) && !observation.World.On(s, Side.Shadow).Any())];
        if (left.Length > 0)
        {
            ServiceName[] declared = [.. _parts.Cluster.Services.Select(s => s.Name)];
            await NoteDeclaredAsync(tick.Lease, declared, [.. _journal.Book.LeavingServices.Except(left)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What is in the fleet and in no declaration, in ordinal order; each change of it is logged once.</summary>
    private UndeclaredService[] Undeclared(WorldView world)
    {
        SortedSet<ServiceName> declared = [.. _parts.Cluster.Services.Select(s => s.Name)];
        UndeclaredService[] found =
        [
            .. world.Topology.Instances.Where(i => !declared.Contains(i.Service))
                .GroupBy(i => i.Service)
                .OrderBy(g => g.Key)
                .Select(g => new UndeclaredService(g.Key, g.Count(), g.Count(i => world.SideOf(i.Id) == Side.Live))),
        ];
        string names = string.Join(", ", found.Select(f => f.Service));
        if (!string.Equals(names, _reportedUndeclared, StringComparison.Ordinal))
        {
            _reportedUndeclared = names;
            Log.Undeclared(_logger, Cluster, names.Length == 0 ? "none" : names);
        }

        return found;
    }
}
