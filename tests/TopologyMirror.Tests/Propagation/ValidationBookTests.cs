using TopologyMirror.Propagation;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Propagation;

/// <summary>The fold of findings: bound to instance and digest, with deadlines, and a pass that does not hold for ever.</summary>
public sealed class ValidationBookTests
{
    private static readonly ValidationRule Look = new("look", ValidationRule.LookStage, TimeSpan.FromMinutes(2), null);
    private static readonly ValidationRule Host = new("host", ValidationRule.HostStage, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));
    private static readonly ValidationRule Load = new("load", ValidationRule.LoadStage, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));
    private static readonly ValidationRule[] Rules = [Look, Host, Load];
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);
    private static readonly ObservedInstance Web1 = new() { Id = Id("web-1"), Service = Web, State = InstanceState.Ready, LaunchedAt = Noon, Digest = Old };
    private static readonly ValidationFinding Pass = ValidationFinding.Passed(Web1.Id);

    private static ValidationBook Book => Seen(ValidationBook.Empty, Web1);

    [Fact]
    public void VerdictOf_NothingAsked_IsPending()
    {
        ValidationVerdict verdict = Book.VerdictOf(Web1, Rules, Noon);
        (verdict.Status, verdict.Detail).ShouldBe((ValidationStatus.Pending, "check 'look' has not answered yet"));
        ValidationBook.Empty.VerdictOf(Web1, [], Noon).Status.ShouldBe(ValidationStatus.Passed);
    }

    [Fact]
    public void IsDue_HigherStage_WaitsForTheLower()
    {
        Book.IsDue(Web1.Id, Host, Rules, Noon).ShouldBeFalse();
        ValidationBook looked = Settle(Book, Look, Pass);
        (looked.IsDue(Web1.Id, Host, Rules, Noon), looked.IsDue(Web1.Id, Load, Rules, Noon)).ShouldBe((true, false));
        Settle(looked, Host, Pass).IsDue(Web1.Id, Load, Rules, Noon).ShouldBeTrue();
    }

    [Fact]
    public void VerdictOf_AllPassed_HoldsForItsTimeAndIsRefreshedFromHalfOfIt()
    {
        ValidationBook book = Passed();
        Status(book, 9.9).ShouldBe(ValidationStatus.Passed);
        Status(book, 10).ShouldBe(ValidationStatus.Pending);
        (book.IsDue(Web1.Id, Host, Rules, Noon.AddMinutes(4.9)), book.IsDue(Web1.Id, Host, Rules, Noon.AddMinutes(5))).ShouldBe((false, true));
    }

    [Fact]
    public void See_OtherDigestOrGone_ForgetsWhatWasSaid()
    {
        ObservedInstance other = Web1 with { Digest = New };
        Seen(Passed(), other).VerdictOf(other, Rules, Noon).Status.ShouldBe(ValidationStatus.Pending);
        Status(Seen(Seen(Passed()), Web1)).ShouldBe(ValidationStatus.Pending);
        Status(Passed().See([], new SortedSet<InstanceId> { Web1.Id }, Noon)).ShouldBe(ValidationStatus.Passed);
    }

    [Fact]
    public void VerdictOf_ADigestThatWasNotSeen_IsNotThatOfTheOther() =>
        Passed().VerdictOf(Web1 with { Digest = New }, Rules, Noon).Status.ShouldBe(ValidationStatus.Pending);

    [Fact]
    public void Settle_RefusedWithATime_IsTriedAgainFromThenOn()
    {
        ValidationBook book = Settle(Settle(Book, Look, Pass), Host, Refusal(Noon.AddSeconds(40)));
        Status(book).ShouldBe(ValidationStatus.Pending);
        (book.IsDue(Web1.Id, Host, Rules, Noon.AddSeconds(39)), book.IsDue(Web1.Id, Host, Rules, Noon.AddSeconds(40))).ShouldBe((false, true));
        Settle(Settle(Book, Look, Pass), Host, Refusal(Noon)).IsDue(Web1.Id, Host, Rules, Noon.AddSeconds(9)).ShouldBeFalse();
    }

    [Fact]
    public void Settle_WaitingDoesNotHelp_IsRefusedAtOnceAndForGood()
    {
        ValidationBook book = Settle(Settle(Book, Look, Pass), Host, Refusal(null));
        ValidationVerdict verdict = book.VerdictOf(Web1, Rules, Noon.AddHours(1));
        (verdict.Status, verdict.Check).ShouldBe((ValidationStatus.Refused, "host"));
        verdict.Detail!.ShouldStartWith("Check 'host' refuses instance 'web-1': depth is 9, limit 5, observed 0 s ago");
        book.IsDue(Web1.Id, Host, Rules, Noon.AddHours(1)).ShouldBeFalse();
    }

    [Fact]
    public void Expire_NoPassByTheDeadline_RefusesWithTheNewestRefusalOrSilence()
    {
        ValidationBook begun = Settle(Book, Look, Pass).Begin(Web1.Id, Host, Noon);
        Status(begun.Expire(Rules, Noon.AddSeconds(119))).ShouldBe(ValidationStatus.Pending);
        begun.Expire(Rules, Noon.AddMinutes(2)).VerdictOf(Web1, Rules, Noon.AddMinutes(2)).Detail!.ShouldContain("time without an answer is 120 s, limit 120 s");
        begun.Settle(Web1.Id, Host, Refusal(Noon), Retry, Noon.AddSeconds(5)).Expire(Rules, Noon.AddMinutes(2))
            .VerdictOf(Web1, Rules, Noon.AddMinutes(2)).Detail!.ShouldContain("depth is 9, limit 5, observed 120 s ago");
    }

    [Fact]
    public void Settle_PassAtTheDeadline_IsNoPass()
    {
        ValidationBook begun = Settle(Book, Look, Pass).Begin(Web1.Id, Host, Noon);
        begun.Settle(Web1.Id, Host, Pass, Retry, Noon.AddSeconds(119.9)).Records[Web1.Id].Entry("host").Holds(Host, Noon.AddMinutes(3)).ShouldBeTrue();
        begun.Settle(Web1.Id, Host, Pass, Retry, Noon.AddMinutes(2)).VerdictOf(Web1, Rules, Noon.AddMinutes(2)).Detail!.ShouldContain("time until it passed is 120 s, limit 120 s");
    }

    [Fact]
    public void Hold_WaitsForSomethingElse_NeverExpiresAndNoPassHolds()
    {
        ValidationBook book = Passed().Hold(Web1.Id, Look, "waits for db");
        ValidationVerdict verdict = book.Expire(Rules, Noon.AddDays(1)).VerdictOf(Web1, Rules, Noon.AddMinutes(1));
        (verdict.Status, verdict.Detail).ShouldBe((ValidationStatus.Pending, "waits for db"));
    }

    [Fact]
    public void Settle_ALookRefusesLater_TheOldPassDoesNotHold()
    {
        ValidationBook book = Passed().Settle(Web1.Id, Look, Refusal(Noon), Retry, Noon.AddMinutes(1));
        Status(book, 1).ShouldBe(ValidationStatus.Pending);
        Status(book.Settle(Web1.Id, Look, Pass, Retry, Noon.AddMinutes(2)), 2).ShouldBe(ValidationStatus.Passed);
    }

    [Fact]
    public void Conclude_RefusedAgainAndAgain_CountsInARowUntilOnePasses()
    {
        ValidationBook book = Settle(Settle(Book, Look, Pass), Host, Refusal(null));
        (book, IReadOnlyList<ValidationVerdict> told) = book.Conclude(Rules, Old, Noon);
        (told.Single().Status, book.Refusals[Web].InARow).ShouldBe((ValidationStatus.Refused, 1));
        (book, told) = book.Conclude(Rules, Old, Noon.AddMinutes(1));
        told.ShouldBeEmpty();

        ObservedInstance second = Web1 with { Id = Id("web-2") };
        book = Seen(book, second).Settle(second.Id, Host, Refusal(null, "web-2"), Retry, Noon.AddMinutes(1));
        (book, _) = book.Conclude(Rules, Old, Noon.AddMinutes(1));
        book.Refusals[Web].InARow.ShouldBe(2);

        ObservedInstance third = Web1 with { Id = Id("web-3") };
        book = Rules.Aggregate(Seen(book, third), (b, r) => b.Settle(third.Id, r, ValidationFinding.Passed(third.Id), Retry, Noon.AddMinutes(2)));
        (book, _) = book.Conclude(Rules, Old, Noon.AddMinutes(2));
        book.Refusals.ShouldBeEmpty();
    }

    [Fact]
    public void Conclude_SeveralAtOnce_CountOnceAndCandidatesNever()
    {
        ObservedInstance second = Web1 with { Id = Id("web-2") };
        ObservedInstance candidate = Web1 with { Id = Id("web-3"), Digest = New };
        ValidationBook book = Seen(ValidationBook.Empty, Web1, second, candidate)
            .Settle(Web1.Id, Host, Refusal(null), Retry, Noon).Settle(second.Id, Host, Refusal(null, "web-2"), Retry, Noon).Settle(candidate.Id, Host, Refusal(null, "web-3"), Retry, Noon);
        (ValidationBook concluded, IReadOnlyList<ValidationVerdict> told) = book.Conclude(Rules, Old, Noon);
        (told.Count, concluded.Refusals[Web].InARow).ShouldBe((3, 1));
        Seen(ValidationBook.Empty, candidate).Settle(candidate.Id, Host, Refusal(null, "web-3"), Retry, Noon).Conclude(Rules, Old, Noon).Book.Refusals.ShouldBeEmpty();
    }

    private static ValidationBook Passed() => Rules.Aggregate(Book, static (b, r) => Settle(b, r, Pass));

    private static ValidationBook Seen(ValidationBook book, params ObservedInstance[] instances) => book.See(instances, new SortedSet<InstanceId>(), Noon);

    private static ValidationBook Settle(ValidationBook book, ValidationRule rule, ValidationFinding finding) => book.Settle(Web1.Id, rule, finding, Retry, Noon);

    private static ValidationStatus Status(ValidationBook book, double minutes = 0) => book.VerdictOf(Web1, Rules, Noon.AddMinutes(minutes)).Status;

    private static ValidationFinding Refusal(DateTimeOffset? earliest, string instance = "web-1") =>
        ValidationFinding.Refused(Id(instance), "depth", 9, 5, string.Empty, Noon, earliest);
}
