using System.Text.Json.Nodes;
using TopologyMirror.Durability;
using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>The faults that are about controllers and operators. Each strikes at a record of the journal; whatever a controller does lies between two of them.</summary>
internal sealed partial class CampaignRun
{
    private bool _readsOld;

    /// <summary>What ends or stops a controller before or after it has written a record; null when nothing does.</summary>
    public SimulationFault? Interrupts(CampaignController controller, JournalRecord record, bool isWritten)
    {
        if (!_isDisturbed)
        {
            return null;
        }

        SimulationFaults faults = World.Faults;
        bool ofEffect = record.Kind == (isWritten ? JournalRecordKind.Intent : JournalRecordKind.Result);
        SimulationFault atEffect = isWritten ? SimulationFault.CrashBeforeEffect : SimulationFault.CrashAfterEffect;
        SimulationFault atRecord = isWritten ? SimulationFault.CrashAfterRecord : SimulationFault.CrashBeforeRecord;
        SimulationFault? fault =
            ofEffect && faults.Strikes(atEffect) ? atEffect
            : faults.Strikes(atRecord) ? atRecord
            : faults.Strikes(SimulationFault.PauseBeyondLease) ? SimulationFault.PauseBeyondLease
            : isWritten && faults.Strikes(SimulationFault.OldJournal) ? SimulationFault.OldJournal
            : null;
        if (fault is not { } struck)
        {
            return null;
        }

        if (struck == SimulationFault.OldJournal)
        {
            _readsOld = true;
        }
        else
        {
            faults.Hit(struck, PhaseOf(record));
        }

        if (struck == SimulationFault.PauseBeyondLease)
        {
            LetSleep(controller);
        }

        World.Note("campaign", $"{struck} at {record.Kind} of run {record.Run}");
        return struck;
    }

    /// <summary>What operators and others do once a record is written.</summary>
    public void Ask(CampaignController controller, JournalRecord record)
    {
        if (!_isDisturbed || controller != _active || PhaseOf(record) is not { } phase)
        {
            return;
        }

        if (_foreseesWrongly && record.Kind == JournalRecordKind.Opened)
        {
            // Decided by a wrong forecast.
            World.Faults.Hit(SimulationFault.WrongForecast, phase);
        }

        CampaignOperator ops = Ask(controller);
        if (World.Faults.Strikes(SimulationFault.OperatorAborts))
        {
            Count(SimulationFault.OperatorAborts, phase, ops.Abort("by hand"));
        }

        if (World.Faults.Strikes(SimulationFault.OperatorPauses))
        {
            Count(SimulationFault.OperatorPauses, phase, _dice.Chance(0.5) ? ops.Pause("by hand") : ops.Hold("by hand"));
        }

        if (World.Faults.Strikes(SimulationFault.SecondRequest))
        {
            bool promotes = _dice.Chance(0.3) && ops.Promote("one more");
            if (!promotes)
            {
                Release();
            }

            Count(SimulationFault.SecondRequest, phase, isAccepted: true);
        }

        if (World.Faults.Strikes(SimulationFault.SecondOwner))
        {
            Count(SimulationFault.SecondOwner, phase, isAccepted: true);
            _active = Begin($"host-{++_controllers}");
            _ticking.Enqueue((_active, UsurpAsync(controller, _active)));
        }
    }

    /// <summary>Records as an older version wrote them: without the members that were added since.</summary>
    public IReadOnlyList<JournalRecord> Read(IReadOnlyList<JournalRecord> records)
    {
        if (!_readsOld)
        {
            return records;
        }

        _readsOld = false;
        JournalRecord[] old = [.. records.Select(WithoutNewer)];
        if (old.Zip(records).Any(static r => !ReferenceEquals(r.First, r.Second)))
        {
            World.Faults.Hit(SimulationFault.OldJournal, _cluster.Watch.OpenRun?.Phase);
        }

        return old;
    }

    private bool _foreseesWrongly;

    /// <summary>By what a forecast is multiplied: 0.3 to 5 where it is to be wrong.</summary>
    public double ForecastFactor()
    {
        _foreseesWrongly = _isDisturbed && World.Faults.Strikes(SimulationFault.WrongForecast);
        if (!_foreseesWrongly)
        {
            return 1;
        }

        World.Faults.Hit(SimulationFault.WrongForecast, _cluster.Watch.OpenRun?.Phase);
        return _dice.Chance(0.5) ? _dice.Double(0.3, 0.9) : _dice.Double(1.1, 5);
    }

    private static JournalRecord WithoutNewer(JournalRecord record)
    {
        string? newer = record.Kind switch
        {
            JournalRecordKind.Entered => "baseline",
            JournalRecordKind.Closed => "byOperator",
            JournalRecordKind.Intent => "dataSet",
            JournalRecordKind.Opened => "retainFor",
            _ => null,
        };
        return newer is not null && JsonNode.Parse(record.Payload) is JsonObject payload && payload.Remove(newer)
            ? record with { Payload = payload.ToJsonString() }
            : record;
    }

    /// <summary>The phase of the run to which a record belongs; null when it does not belong to the open one.</summary>
    private SwitchoverPhase? PhaseOf(JournalRecord record) =>
        _cluster.Watch.OpenRun is { } open && open.Plan.Run == record.Run ? open.Phase : null;

    private void Count(SimulationFault fault, SwitchoverPhase phase, bool isAccepted)
    {
        if (isAccepted)
        {
            World.Faults.Hit(fault, phase);
            World.Note("campaign", $"{fault} in {phase}");
        }
    }

    /// <summary>Beyond its lease, and not before somebody else could take over.</summary>
    private void LetSleep(CampaignController sleeper)
    {
        _sleeping++;
        World.Schedule(_builder.Options.LeaseDuration * _dice.Double(1.05, 3), () =>
        {
            _sleeping--;
            World.Note("campaign", $"{sleeper.Owner} wakes");
            sleeper.Wake();
        });
    }

    /// <summary>The store gives the lease to somebody else while its owner works on.</summary>
    private async Task UsurpAsync(CampaignController owner, CampaignController second)
    {
        await owner.LoseLeaseAsync().ConfigureAwait(false);
        await AttendAsync(second).ConfigureAwait(false);
    }
}
