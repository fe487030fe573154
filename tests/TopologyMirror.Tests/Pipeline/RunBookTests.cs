using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

public sealed class RunBookTests
{
    private static readonly IReadOnlyList<JournalRecord> Story = Tell();

    [Fact]
    public void Apply_AnyPrefix_FoldsWithoutAnException() =>
        Enumerable.Range(0, Story.Count + 1).ShouldAllBe(n => Fold(RunBook.Empty, Story.Take(n)).Sequence == n);

    [Fact]
    public void Apply_RecordByRecordOrAfterARestart_IsTheSame() =>
        Prop.ForAll(Gen.Choose(0, Story.Count).ToArbitrary(), n =>
            string.Equals(Text(Fold(Fold(RunBook.Empty, Story.Take(n)), Story.Skip(n))), Text(Fold(RunBook.Empty, Story)), StringComparison.Ordinal))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Apply_AnyRecordsLeftOut_FoldsWithoutAnException() =>
        Prop.ForAll(Gen.Elements(true, true, false).ArrayOf(Story.Count).ToArbitrary(), kept =>
            Fold(RunBook.Empty, Story.Where((_, i) => kept[i])).LastRun <= Story.Max(r => r.Run)).QuickCheckThrowOnFailure();

    [Fact]
    public void Apply_WholeStory_EndsWithNothingOpen()
    {
        RunBook book = Fold(RunBook.Empty, Story);
        (book.Open, book.Retiring.Count, book.AwaitingResync, book.IsPaused).ShouldBe((null, 0, null, false));
    }

    [Fact]
    public void Apply_Rejected_IsKeptWithItsReasonUntilAnOperatorResumes()
    {
        string digest = new('b', ConfigDigest.Length);
        RunBook rejected = Fold(RunBook.Empty, [Record(JournalRecordKind.Rejected, 1, $"{{\"digest\":\"{digest}\",\"reason\":\"too slow\"}}")]);
        (rejected.Rejected, rejected.RejectedReason).ShouldBe((new ConfigDigest(digest), "too slow"));
        RunBook resumed = Fold(rejected, [Record(JournalRecordKind.Command, 2, "{\"command\":\"Resume\",\"actor\":\"ann\",\"reason\":\"mended\"}")]);
        (resumed.Rejected, resumed.RejectedReason).ShouldBe((null, null));
    }

    // What is torn is never skipped and never read as a default: a missing outcome is not "committed".
    [Theory]
    [InlineData(JournalRecordKind.Opened, "")]
    [InlineData(JournalRecordKind.Opened, "null")]
    [InlineData(JournalRecordKind.Opened, "{}")]
    [InlineData(JournalRecordKind.Entered, "{\"phase\":\"Rou")]
    [InlineData(JournalRecordKind.Entered, "{\"phase\":\"Nowhere\"}")]
    [InlineData(JournalRecordKind.Entered, "{}")]
    [InlineData(JournalRecordKind.Result, "{}")]
    [InlineData(JournalRecordKind.Rejected, "{}")]
    [InlineData(JournalRecordKind.Rejected, "{\"reason\":\"x\"}")]
    [InlineData(JournalRecordKind.Closed, "{}")]
    [InlineData(JournalRecordKind.Closed, "{\"reason\":\"x\"}")]
    [InlineData(JournalRecordKind.Settled, "{}")]
    [InlineData(JournalRecordKind.Settled, "{\"instances\":null}")]
    [InlineData(JournalRecordKind.Settled, "{\"instances\":[\"-bad\"]}")]
    [InlineData(JournalRecordKind.Resynced, "{\"services\":[{")]
    [InlineData(JournalRecordKind.Resynced, "{\"services\":[{\"cover\":1}]}")]
    [InlineData(JournalRecordKind.Reconfigured, "{\"services\":[\"web\"]}")]
    [InlineData(JournalRecordKind.Command, "{\"actor\":\"ann\",\"reason\":\"x\"}")]
    [InlineData(JournalRecordKind.Rejected, "{\"digest\":\"12\",\"reason\":\"x\"}")]
    [InlineData(JournalRecordKind.Executed, "{\"step\":\"x\",\"instance\":\"web-1\"}")]
    public void Apply_CorruptPayload_ThrowsWithItsSequence(JournalRecordKind kind, string payload)
    {
        JournalRecord opened = Story.First(r => r.Kind == JournalRecordKind.Opened);
        RunBook open = RunBook.Empty.Apply(opened);
        Should.Throw<CorruptJournalException>(() => open.Apply(opened with { Sequence = 77, Kind = kind, Payload = payload }))
            .Message.ShouldStartWith("Journal record 77 cannot be read: ");
    }

    [Fact]
    public void Apply_PlanWithoutAList_Throws()
    {
        JournalRecord opened = Story.First(r => r.Kind == JournalRecordKind.Opened);
        string torn = opened.Payload.Replace("\"demote\":[]", "\"demote\":null", StringComparison.Ordinal);

        torn.ShouldNotBe(opened.Payload);
        Should.Throw<CorruptJournalException>(() => RunBook.Empty.Apply(opened with { Payload = torn }));
    }

    [Fact]
    public void Apply_RecordWithAMemberOfALaterVersion_IsRead()
    {
        JournalRecord closed = Story.First(r => r.Kind == JournalRecordKind.Closed);
        RunBook before = Fold(RunBook.Empty, Story.TakeWhile(r => r.Sequence < closed.Sequence));
        before.Apply(closed with { Payload = closed.Payload.Replace("{", "{\"later\":1,", StringComparison.Ordinal) }).Open.ShouldBeNull();
    }

    private static JournalRecord Record(JournalRecordKind kind, long sequence, string payload) =>
        Story[0] with { Sequence = sequence, Kind = kind, Run = default, Payload = payload };

    private static RunBook Fold(RunBook book, IEnumerable<JournalRecord> records) => records.Aggregate(book, static (b, r) => b.Apply(r));

    private static string Text(RunBook book) =>
        $"{book.Sequence} {book.LastRun} {book.Open?.Plan.Run} {book.IsPaused} {book.AwaitingResync} {book.LastJoin?.Run} {string.Join(',', book.Retiring)} "
        + string.Join(',', Story.Where(r => r.Kind == JournalRecordKind.Opened).SelectMany(r => RunBook.Empty.Apply(r).Open!.Plan is var p ? p.Promote.Concat(p.Leaving) : []).Distinct()
            .Select(i => $"{i}:{book.Sides.Find(i)}"));

    /// <summary>A surge with a pause, an operator's join and roll-back.</summary>
    private static IReadOnlyList<JournalRecord> Tell()
    {
        var world = new PipelineWorld(m => m is >= 10 and < 40 ? 55 : 25);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 4);
            pipeline.Operator.Pause("ann", "test");
            pipeline.Operator.Promote("ann", "test");
            await world.TickAsync(pipeline, 2);
            pipeline.Operator.Rollback("ann", "test");
            pipeline.Operator.Resume("ann", "test");
            await world.TickAsync(pipeline, 80);
            world.Runs.Select(r => r.Plan.Kind).ShouldContain(SwitchoverKind.ScaleIn);
        });
        return world.Journal;
    }
}
