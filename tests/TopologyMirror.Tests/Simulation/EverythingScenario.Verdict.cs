using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Simulation;

/// <summary>What must hold in the end, and the story of how it came to it.</summary>
internal sealed partial class EverythingScenario
{
    /// <summary>One sentence per promise that was broken; empty when all held.</summary>
    public IReadOnlyList<string> Failures()
    {
        List<string> failures =
        [
            .. _unexplained,
            .. _cluster.Watch.Violations.Select(v => $"violation: {v}"),
            .. _cluster.Watch.AtRest().Select(v => $"at rest: {v}"),
        ];
        foreach (ServiceName service in Services())
        {
            ConfigDigest[] serving = [.. _cluster.Fleet.Instances.Where(i => i.Service == service && i.IsServing).Select(i => i.Digest).Distinct()];
            Must(serving.Length == 1, $"{service} serves {serving.Length} digests");
            Must(serving.All(d => d == _desired), $"{service} does not serve the desired {_desired.Abbreviated}");
            Must(_cluster.Serving(service) >= LiveOf(service), $"{_cluster.Serving(service)} of {service} serve");
        }

        ClusterStatus status = _process.Pipeline!.Status;
        Must(status.Drifted.Count == 0, $"drifted: {string.Join(' ', status.Drifted)}");
        Must(_queue is null || _queue.Open == 0, $"{_queue?.Open} messages are open");
        Must(_queue is null || !Overlaps(_queue.Deliveries), "a message was processed twice at the same time");
        Must(_cron is null || !_cron.Doubled.Any(), "a second was run twice");
        Must(_data is null || _data.MostWriters == 1, $"{_data?.MostWriters} writers at the same time");
        Must(_data is null || !_data.Lost.Any(), "acknowledged writes are lost");
        Must(_cluster.Wiring.ProbesThatReachedLive == 0, $"{_cluster.Wiring.ProbesThatReachedLive} probes reached live");
        return failures;

        void Must(bool holds, string otherwise)
        {
            if (!holds)
            {
                failures.Add(otherwise);
            }
        }
    }

    public string Story()
    {
        ClusterStatus status = _process.Pipeline!.Status;
        return string.Join(Environment.NewLine, [
            $"seed {_world.Seed}, {_tick} ticks: {_has}",
            .. Failures().Take(12).Select(f => $"  FAILED {f}"),
            $"  did: {string.Join("; ", _did)}",
            .. Runs().TakeLast(14).Select(r => $"  {r}"),
            $"  open {status.OpenRun?.Phase} {status.OpenRun?.HoldReason}; release {status.OpenRelease}; rejected {status.RejectedReason}; fault {status.LastFault}; desired {_desired.Abbreviated}",
            $"  decision {status.Decision?.Kind}: {string.Join(" | ", status.Decision?.Reasons.Select(r => r.ToString()) ?? [])}; services {string.Join(" | ", status.Decision?.Services.Select(s => s.ToString()) ?? [])}; counts {string.Join(" | ", status.Counts)}; refusals {string.Join(" | ", status.Refusals)}; waits {string.Join(" | ", status.Propagating)}",
            .. _cluster.Fleet.Instances.Select(i => $"  {i.Id} {i.State} {i.InForce?.Abbreviated} serving {i.IsServing}"),
            .. _cluster.Truth().Work?.Instances.Select(w => $"  {w}") ?? [],
        ]);
    }

    private IEnumerable<string> Runs()
    {
        RunBook book = RunBook.Empty;
        foreach (JournalRecord record in _world.Store.Read(_cluster.Name, 0))
        {
            SwitchoverState? open = book.Open;
            book = book.Apply(record);
            if (record.Kind is JournalRecordKind.Closed && open is not null)
            {
                ClosedPayload closed = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ClosedPayload, record.Sequence);
                yield return $"{(record.Time - _world.Start).TotalMinutes:0.0} run {open.Plan.Run} {open.Plan.Kind} by {open.Plan.Actor} +{string.Join(' ', open.Plan.Promote)} -{string.Join(' ', open.Plan.Leaving)} {closed.Outcome} in {open.Reached}: {closed.Reason}";
            }
        }

        if (book.Open is { } now)
        {
            yield return $"open: run {now.Plan.Run} {now.Plan.Kind} by {now.Plan.Actor} +{string.Join(' ', now.Plan.Promote)} -{string.Join(' ', now.Plan.Leaving)} {now.Phase}: {now.Reason} failure {now.LastFailure}";
        }
    }

    /// <summary>One message, begun by somebody before somebody else had ended.</summary>
    private static bool Overlaps(IEnumerable<SimulatedDelivery> deliveries) =>
        deliveries.GroupBy(d => d.Message).Any(g => g.OrderBy(d => d.From).Zip(g.OrderBy(d => d.From).Skip(1)).Any(p => p.Second.From < p.First.To));
}
