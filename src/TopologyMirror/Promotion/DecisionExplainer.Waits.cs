using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public static partial class DecisionExplainer
{
    private static readonly TimeSpan ScheduleAhead = TimeSpan.FromDays(8);

    private static IEnumerable<NextChange> Waits(DecisionRecord record, ServiceFigures[] figures)
    {
        PromotionInput input = record.Input;
        if (input.RunOpen)
        {
            yield return new NextChange(NextChangeCause.RunOpen, null, null, "The open run has to end.");
        }

        if (input.NoRunBefore is { } backOff && input.Now < backOff)
        {
            yield return new NextChange(NextChangeCause.BackOff, null, backOff, Text($"The back-off after failed runs ends at {backOff.UtcDateTime:HH:mm:ss}."));
        }

        if (record.Memory.ScaleInOffUntil is { } off && input.Now < off)
        {
            yield return new NextChange(NextChangeCause.HoldAfterDrop, null, off, Text($"Scale-in is off until {off.UtcDateTime:HH:mm:ss}, since load dropped or was unknown."));
        }

        DateTimeOffset watched = record.Memory.Since + record.Options.ScaleInWindow;
        if (input.Now < watched)
        {
            yield return new NextChange(
                NextChangeCause.StabilisationWindow, null, watched, Text($"The controller has watched since {record.Memory.Since.UtcDateTime:HH:mm:ss}, and scales in from {watched.UtcDateTime:HH:mm:ss} on."));
        }

        foreach (NextChange wait in ReasonWaits(record).Concat(figures.SelectMany((f, i) => ServiceWaits(record, f, input.Capacities[i]))))
        {
            yield return wait;
        }
    }

    private static IEnumerable<NextChange> ServiceWaits(DecisionRecord record, ServiceFigures f, ServiceCapacity capacity)
    {
        PromotionInput input = record.Input;
        if (f.Need.IsStale)
        {
            yield return new NextChange(NextChangeCause.NewLoad, f.Service, null, Text($"{f.Service}: a new sample of every metric has to be read."));
        }

        if (WindowEnd(record, f) is { } end)
        {
            yield return new NextChange(
                NextChangeCause.StabilisationWindow, f.Service, end, Text($"{f.Service}: {f.Kept} live are held by the stabilisation window until {end.UtcDateTime:HH:mm:ss}, if no more is recommended meanwhile."));
        }

        DateTimeOffset ready = input.Now + input.LeadTimes.Launch;
        if (f.Counts.Arriving > 0)
        {
            yield return new NextChange(
                NextChangeCause.InstancesArriving, f.Service, ready, Text($"{f.Service}: {f.Counts.Arriving} cover arrive, by {ready.UtcDateTime:HH:mm:ss} with the launch lead of {input.LeadTimes.Launch.TotalMinutes:0.#} minutes."));
        }

        if (f.Counts.CandidateArriving > 0)
        {
            yield return new NextChange(
                NextChangeCause.CandidatesArriving, f.Service, ready, Text($"{f.Service}: {f.Counts.CandidateArriving} candidates arrive, by {ready.UtcDateTime:HH:mm:ss} with the launch lead of {input.LeadTimes.Launch.TotalMinutes:0.#} minutes."));
        }

        foreach (NextChange floor in FloorWaits(input, f, capacity))
        {
            yield return floor;
        }
    }

    /// <summary>When the last recommendation that holds all of live leaves the window; null when live is wanted now, or nothing holds it.</summary>
    private static DateTimeOffset? WindowEnd(DecisionRecord record, ServiceFigures f)
    {
        IReadOnlyList<(DateTimeOffset Time, int Instances)> entries = record.Memory.Services.GetValueOrDefault(f.Service, ServiceMemory.Empty).Live.Entries;
        if (f.Need.IsStale || entries.Count == 0 || Math.Max(entries[^1].Instances, f.Floor.Floor) >= f.Counts.Live)
        {
            return null;
        }

        DateTimeOffset? last = null;
        foreach ((DateTimeOffset time, int instances) in entries)
        {
            last = instances >= f.Counts.Live ? time : last;
        }

        // At the edge itself a recommendation still counts.
        return last + record.Options.ScaleInWindow is { } end && end >= record.Input.Now ? end : null;
    }

    private static IEnumerable<NextChange> FloorWaits(PromotionInput input, ServiceFigures f, ServiceCapacity capacity)
    {
        FloorInForce now = capacity.FloorIn(input.Now, input.Now);
        if (now.IsScheduled && capacity.ScheduledFloors.Select(s => s.PeriodIn(input.Now, input.Now) is { } p && Math.Min(s.Floor, capacity.Ceiling) == now.Floor ? p.End : (DateTimeOffset?)null).Max() is { } end)
        {
            yield return new NextChange(NextChangeCause.ScheduledFloorEnds, f.Service, end, Text($"{f.Service}: the scheduled floor of {now.Floor} ends at {end.UtcDateTime:yyyy-MM-dd HH:mm}."));
        }

        (int Floor, DateTimeOffset Start)[] coming =
        [
            .. capacity.ScheduledFloors.Where(s => s.Floor > now.Floor)
                .SelectMany(s => ScheduledFloorForm.Of(s, input.Now, input.Now + ScheduleAhead)).Where(p => p.Start > input.Now).Select(static p => (p.Floor, p.Start)),
        ];
        if (coming.Length > 0)
        {
            (int floor, DateTimeOffset start) = coming.MinBy(static c => c.Start);
            DateTimeOffset ahead = start - input.LeadTimes.Launch - input.LeadTimes.Promote - input.TickInterval;
            DateTimeOffset begins = ahead > input.Now ? ahead : input.Now;
            yield return new NextChange(
                NextChangeCause.ScheduledFloorBegins, f.Service, begins, Text($"{f.Service}: a floor of {floor} is scheduled from {start.UtcDateTime:yyyy-MM-dd HH:mm}; what it takes is launched from {begins.UtcDateTime:HH:mm:ss} on."));
        }
    }

    private static IEnumerable<NextChange> ReasonWaits(DecisionRecord record)
    {
        foreach (PromotionReason reason in record.Decision.Reasons)
        {
            switch (reason.Code)
            {
                case PromotionReasonCode.LiveTooSmallForBake:
                    yield return new NextChange(NextChangeCause.ReleaseWaits, reason.Service, null, Text($"{reason} It goes on once live is enough for the whole bake."));
                    break;
                case PromotionReasonCode.NoRoomForRelease:
                    yield return new NextChange(NextChangeCause.ReleaseWaits, reason.Service, null, reason.ToString());
                    break;
                case var code when IsCap(code):
                    yield return new NextChange(NextChangeCause.CapReached, reason.Service, reason.At > record.Input.Now ? reason.At : null, reason.ToString());
                    break;
                case PromotionReasonCode.ReleaseHeld:
                    yield return new NextChange(NextChangeCause.OperatorHold, null, null, "An operator has to end the hold of releases.");
                    break;
                default:
                    break;
            }
        }
    }
}
