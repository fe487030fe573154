using System.Globalization;
using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public static partial class DecisionExplainer
{
    /// <summary>Why a kind was not taken: what kept every kind back first, then what each service says.</summary>
    private static IEnumerable<string> WhyNot(PromotionKind kind, DecisionRecord record, ServiceFigures[] figures)
    {
        if (kind == PromotionKind.Hold)
        {
            return [Text($"{record.Decision.Kind} is due: {record.Decision.Reasons[0]}")];
        }

        IEnumerable<string> blocked = kind == PromotionKind.Grow ? [] : Blocked(record);
        IEnumerable<string> said = kind switch
        {
            PromotionKind.Join => figures.Select(f => WhyNoJoin(record, f)),
            PromotionKind.Grow => figures.Select(f => WhyNoGrow(record, f)).Concat(record.Decision.Reasons.Where(static r => IsCap(r.Code)).Select(static r => r.ToString())),
            PromotionKind.Replace => WhyNoReplace(record),
            _ => figures.Select(f => WhyNoScaleIn(record, f, figures)),
        };
        return blocked.Concat(said);
    }

    private static IEnumerable<string> Blocked(DecisionRecord record)
    {
        if (record.Input.RunOpen)
        {
            yield return "A run is open: no other begins before it ends.";
        }

        if (record.Input.NoRunBefore is { } until && record.Input.Now < until)
        {
            yield return Text($"Runs have failed in a row: none begins before {until.UtcDateTime:HH:mm:ss}.");
        }
    }

    private static string WhyNoJoin(DecisionRecord record, ServiceFigures f) =>
        f.Decision.DesiredLive <= f.Counts.Live ? f.Need.IsStale
            ? Text($"{f.Service}: no load is known, and {f.Counts.Live} live are not below the floor of {f.Floor.Floor}.")
            : Text($"{f.Service}: {f.Counts.Live} live are enough: observed load takes {f.ObservedWithHeadroom:0.##}{(f.Outlook.IsForeseen ? "" : " with headroom")}, {Planned(f.WithinPromoteLead, record)} within the promote lead.")
        : f.Counts.Cover == 0
            ? Text($"{f.Service}: {f.Decision.DesiredLive} are wanted in live, {f.Counts.Live} are, and no cover is ready; {f.Counts.Arriving} arrive.")
            : Text($"{f.Service}: {f.Decision.DesiredLive} are wanted in live, {f.Counts.Live} are, {f.Counts.Cover} cover is ready, and {Precedence(record)}.");

    private static string WhyNoGrow(DecisionRecord record, ServiceFigures f)
    {
        int on = f.Counts.Cover + f.Counts.Arriving;
        int candidates = f.Counts.Candidate + f.Counts.CandidateArriving;
        return f.Decision.Cover > on || f.Decision.Candidate > candidates
            ? Text($"{f.Service}: the shadow is filled to {f.Decision.Cover} cover and {f.Decision.Candidate} candidates as well, from {on} and {candidates}, beside the {record.Decision.Kind}.")
            : Text($"{f.Service}: {on} cover is ready or arriving and {f.Decision.Cover} is to be; {f.Counts.Total} live, ready and arriving, {Planned(f.AtLaunchLead, record)} until a launch serves{Use(f.Outlook)}.");
    }

    private static string[] WhyNoReplace(DecisionRecord record)
    {
        if (record.Input.ReleaseBake is null)
        {
            return ["No release is due."];
        }

        string[] said =
        [
            .. record.Decision.Reasons.Where(static r => r.Code is PromotionReasonCode.CandidatesArriving or PromotionReasonCode.LiveTooSmallForBake
                or PromotionReasonCode.NoRoomForRelease or PromotionReasonCode.ReleaseHeld or PromotionReasonCode.WaitsForTrough || IsCap(r.Code)).Select(static r => r.ToString()),
        ];
        return said.Length > 0 ? said : [Text($"The release is ready, and {Precedence(record)}.")];
    }

    private static string WhyNoScaleIn(DecisionRecord record, ServiceFigures f, ServiceFigures[] figures)
    {
        PromotionReason? held = record.Decision.Reasons.FirstOrDefault(
            r => r.Service == f.Service && r.Code is PromotionReasonCode.StabilisationWindow or PromotionReasonCode.RecentDrop or PromotionReasonCode.LoadJumped);
        ServiceFigures? lacking = Array.Find(figures, static o => o.Decision.DesiredLive > o.Counts.Live);
        return f.Need.IsStale ? Text($"{f.Service}: no load is known: {f.Counts.Live} live are kept.")
            : held is not null ? held.ToString()
            : f.Counts.Live <= f.Floor.Floor ? Text($"{f.Service}: {f.Counts.Live} live are the floor of {f.Floor.Floor}.")
            : f.Counts.Live <= Math.Max(f.Kept, f.Decision.DesiredLive)
                ? Text($"{f.Service}: {f.Counts.Live} live, and {Math.Max(f.Kept, f.Decision.DesiredLive)} were to be kept within the last {record.Options.ScaleInWindow.TotalMinutes:0.##} minutes or are wanted now.")
            : lacking is not null ? Text($"{f.Service}: nothing leaves while {lacking.Service} lacks instances: {lacking.Decision.DesiredLive} wanted, {lacking.Counts.Live} live.")
            : Text($"{f.Service}: {f.Counts.Live} live, {f.Kept} would be enough, and {Precedence(record)}.");
    }

    private static bool IsCap(PromotionReasonCode code) => code is PromotionReasonCode.ShadowCapReached or PromotionReasonCode.TotalCapReached
        or PromotionReasonCode.LaunchCapReached or PromotionReasonCode.BudgetReached or PromotionReasonCode.OverlapCapReached;

    private static string Planned(CapacityRequirement? requirement, DecisionRecord record) => requirement is { } r
        ? Text($"and {r.Binding} may take {r.Real:0.##} at {r.At.UtcDateTime:HH:mm} with probability {1 - record.Input.Plan.Risk:0.####}")
        : "and nothing is forecast";

    private static string Use(ServiceOutlook outlook) =>
        outlook.WorthLaunching is { } launching ? Text($"; {launching} are worth being launched for")
        : outlook.Likely is { } likely ? Text($"; {likely} are likely enough to be needed after that, and {outlook.WorthKeeping} worth being kept")
        : "";

    private static string Precedence(DecisionRecord record) => record.Decision.Kind is PromotionKind.Hold or PromotionKind.Grow
        ? "nothing may begin now"
        : Text($"{record.Decision.Kind} comes first");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
