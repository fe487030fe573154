using TopologyMirror.Durability;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="ICommandStore"/> must do. That broken glass stops the journal is among the cases of the journal.</summary>
public static class CommandStoreContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="isDurable">True when what was written is there after the store was opened anew.</param>
    public static ContractSuite For(FixtureScope<IStoreFixture> scope, bool isDurable) =>
        new SuiteBuilder<IStoreFixture>(nameof(ICommandStore), scope)
            .Add(SubmitAsync_New_IsNumberedFromOne)
            .Add(SubmitAsync_KnownKey_GivesTheFirst)
            .Add(SubmitAsync_SameKeyOfAnotherCluster_IsAnother)
            .Add(SubmitAsync_ManyAtOnceWithOneKey_KeepsOne)
            .Add(FindAsync_Unknown_IsNull)
            .Add(FindAsync_Known_IsAsWritten)
            .Add(ReadOpenAsync_Several_GivesThoseWithoutAnswerInOrder)
            .Add(AnswerAsync_Twice_KeepsTheFirst)
            .Add(AnswerAsync_Unknown_IsNoError)
            .Add(BreakGlassAsync_Broken_StaysAsItIs)
            .Add(MendGlassAsync_Whole_IsFalse)
            .Add(MendGlassAsync_Broken_IsTrueAndWhole)
            .AddWhen(isDurable, FindAsync_Reopened_IsAsWritten)
            .AddWhen(isDurable, FindBrokenGlassAsync_Reopened_IsStillBroken)
            .Build();

    private static async Task SubmitAsync_New_IsNumberedFromOne(IStoreFixture f, CancellationToken token)
    {
        CommandRecord kept = await f.Commands.SubmitAsync(Command(f, "one") with { Sequence = 9 }, token);
        Expect.Equal(Command(f, "one") with { Sequence = 1 }, kept);
        Expect.Equal(2, (await f.Commands.SubmitAsync(Command(f, "two"), token)).Sequence);
    }

    private static async Task SubmitAsync_KnownKey_GivesTheFirst(IStoreFixture f, CancellationToken token)
    {
        CommandRecord first = await f.Commands.SubmitAsync(Command(f, "one"), token);
        Expect.Equal(first, await f.Commands.SubmitAsync(Command(f, "one") with { Kind = "Other", Reason = "other" }, token));
        Expect.Equal(1, (await f.Commands.ReadOpenAsync(f.Cluster, token)).Count);
        await f.Commands.AnswerAsync(f.Cluster, "one", Answer(f), token);
        Expect.Equal(first with { Answer = Answer(f) }, await f.Commands.SubmitAsync(Command(f, "one"), token));
    }

    private static async Task SubmitAsync_SameKeyOfAnotherCluster_IsAnother(IStoreFixture f, CancellationToken token)
    {
        await f.Commands.SubmitAsync(Command(f, "one"), token);
        CommandRecord other = await f.Commands.SubmitAsync(Command(f, "one") with { Cluster = f.OtherCluster, Kind = "Other" }, token);
        Expect.Equal("Other", other.Kind);
        Expect.Equal(1, other.Sequence);
    }

    private static async Task SubmitAsync_ManyAtOnceWithOneKey_KeepsOne(IStoreFixture f, CancellationToken token)
    {
        CommandRecord[] kept = await Task.WhenAll(Enumerable.Range(1, 8).Select(
            i => Task.Run(() => f.Commands.SubmitAsync(Command(f, "one") with { Actor = $"actor-{i}" }, token).AsTask(), token)));
        Expect.Equal(1, kept.Distinct().Count());
        Expect.Equal(1, (await f.Commands.ReadOpenAsync(f.Cluster, token)).Count);
    }

    private static async Task FindAsync_Unknown_IsNull(IStoreFixture f, CancellationToken token) =>
        Expect.Equal(null, await f.Commands.FindAsync(f.Cluster, "one", token));

    private static async Task FindAsync_Known_IsAsWritten(IStoreFixture f, CancellationToken token)
    {
        await f.Commands.SubmitAsync(Command(f, "one"), token);
        Expect.Equal(Command(f, "one") with { Sequence = 1 }, await f.Commands.FindAsync(f.Cluster, "one", token));
        await f.Commands.AnswerAsync(f.Cluster, "one", Answer(f), token);
        Expect.Equal(Command(f, "one") with { Sequence = 1, Answer = Answer(f) }, await f.Commands.FindAsync(f.Cluster, "one", token));
    }

    private static async Task ReadOpenAsync_Several_GivesThoseWithoutAnswerInOrder(IStoreFixture f, CancellationToken token)
    {
        Expect.Empty(await f.Commands.ReadOpenAsync(f.Cluster, token));
        foreach (string key in (string[])["z", "a", "m"])
        {
            await f.Commands.SubmitAsync(Command(f, key), token);
        }

        await f.Commands.AnswerAsync(f.Cluster, "a", Answer(f), token);
        Expect.SameItems(["z", "m"], (await f.Commands.ReadOpenAsync(f.Cluster, token)).Select(c => c.Key));
        Expect.Empty(await f.Commands.ReadOpenAsync(f.OtherCluster, token));
    }

    private static async Task AnswerAsync_Twice_KeepsTheFirst(IStoreFixture f, CancellationToken token)
    {
        await f.Commands.SubmitAsync(Command(f, "one"), token);
        CommandAnswer first = Answer(f) with { IsAccepted = false, Detail = "too late" };
        await f.Commands.AnswerAsync(f.Cluster, "one", first, token);
        await f.Commands.AnswerAsync(f.Cluster, "one", Answer(f), token);
        Expect.Equal(first, (await f.Commands.FindAsync(f.Cluster, "one", token))?.Answer);
    }

    private static async Task AnswerAsync_Unknown_IsNoError(IStoreFixture f, CancellationToken token)
    {
        await f.Commands.AnswerAsync(f.Cluster, "one", Answer(f), token);
        Expect.Equal(null, await f.Commands.FindAsync(f.Cluster, "one", token));
    }

    private static async Task BreakGlassAsync_Broken_StaysAsItIs(IStoreFixture f, CancellationToken token)
    {
        Expect.Equal(null, await f.Commands.FindBrokenGlassAsync(f.Cluster, token));
        Expect.Equal(Glass(f, "ann"), await f.Commands.BreakGlassAsync(Glass(f, "ann"), token));
        Expect.Equal(Glass(f, "ann"), await f.Commands.BreakGlassAsync(Glass(f, "bob"), token));
        Expect.Equal(Glass(f, "ann"), await f.Commands.FindBrokenGlassAsync(f.Cluster, token));
        Expect.Equal(null, await f.Commands.FindBrokenGlassAsync(f.OtherCluster, token));
    }

    private static async Task MendGlassAsync_Whole_IsFalse(IStoreFixture f, CancellationToken token) =>
        Expect.That(!await f.Commands.MendGlassAsync(f.Cluster, token), "Glass was mended that was whole.");

    private static async Task MendGlassAsync_Broken_IsTrueAndWhole(IStoreFixture f, CancellationToken token)
    {
        await f.Commands.BreakGlassAsync(Glass(f, "ann"), token);
        Expect.That(await f.Commands.MendGlassAsync(f.Cluster, token), "Broken glass was not mended.");
        Expect.Equal(null, await f.Commands.FindBrokenGlassAsync(f.Cluster, token));
        Expect.Equal(Glass(f, "bob"), await f.Commands.BreakGlassAsync(Glass(f, "bob"), token));
    }

    private static async Task FindAsync_Reopened_IsAsWritten(IStoreFixture f, CancellationToken token)
    {
        await f.Commands.SubmitAsync(Command(f, "one"), token);
        await f.Commands.SubmitAsync(Command(f, "two"), token);
        await f.Commands.AnswerAsync(f.Cluster, "two", Answer(f), token);
        await f.ReopenAsync(token);
        Expect.SameItems([Command(f, "one") with { Sequence = 1 }], await f.Commands.ReadOpenAsync(f.Cluster, token));
        Expect.Equal(Command(f, "two") with { Sequence = 2, Answer = Answer(f) }, await f.Commands.FindAsync(f.Cluster, "two", token));
    }

    private static async Task FindBrokenGlassAsync_Reopened_IsStillBroken(IStoreFixture f, CancellationToken token)
    {
        await f.Commands.BreakGlassAsync(Glass(f, "ann"), token);
        await f.ReopenAsync(token);
        Expect.Equal(Glass(f, "ann"), await f.Commands.FindBrokenGlassAsync(f.Cluster, token));
    }

    private static CommandRecord Command(IStoreFixture f, string key) => new()
    {
        Cluster = f.Cluster,
        Key = key,
        Kind = "Pause",
        Actor = "ann",
        Reason = "naïve 'quoted'\n☃",
        SubmittedAt = Moment,
        ExpiresAt = Moment + TimeSpan.FromMinutes(1),
        Payload = "{\"a\":1}",
    };

    private static CommandAnswer Answer(IStoreFixture f) => new(true, null, Moment + TimeSpan.FromSeconds(3), $"owner of {f.Cluster}");

    private static BrokenGlass Glass(IStoreFixture f, string actor) => new(f.Cluster, actor, "fire", Moment);

    private static DateTimeOffset Moment { get; } = new(2026, 3, 1, 10, 20, 30, 456, TimeSpan.Zero);
}
