using TopologyMirror.Durability;
using TopologyMirror.Routing;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="INameService"/> must do.</summary>
public static class NameServiceContract
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(20);

    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="declared">What the port says of itself.</param>
    public static ContractSuite For(FixtureScope<INameFixture> scope, PortDescription declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        return new SuiteBuilder<INameFixture>(nameof(INameService), scope)
            .Add((f, _) => Description_Asked_IsAsDeclared(f, declared), nameof(Description_Asked_IsAsDeclared))
            .Add(ObserveAsync_AtFirst_ShowsTheRecord)
            .Add(SetAsync_Targets_BecomeAuthoritative)
            .Add(SetAsync_Targets_TellWhatTheyReplaced)
            .Add(SetAsync_Twice_TellsBothWhileResolversMayHoldThem)
            .Add(SetAsync_SameKey_ChangesNothing)
            .Add(SetAsync_NoTargetOrNoneGivenOut_IsRefused)
            .Add(SetAsync_UnknownRecord_IsRefused)
            .AddWhen(declared.Fencing == Fencing.Atomic, SetAsync_StaleEpoch_IsRefused)
            .Build();
    }

    private static Task Description_Asked_IsAsDeclared(INameFixture f, PortDescription declared)
    {
        Expect.Equal(declared, f.Names.Description);
        return Task.CompletedTask;
    }

    private static async Task ObserveAsync_AtFirst_ShowsTheRecord(INameFixture f, CancellationToken token)
    {
        DateTimeOffset asked = f.Time.GetUtcNow();
        NameTable table = await f.Names.ObserveAsync(f.Cluster, token);
        Expect.Stamped(f, asked, table.ObservedAt);
        NameRecord record = table.Find(f.Record) ?? throw new ContractViolationException($"Record '{f.Record}' is not told.");
        Expect.SameItems(f.Named, record.Targets.Where(t => t.Weight > 0).Select(t => t.Instance));
        Expect.That(record.Ttl > TimeSpan.Zero, "The TTL of the record is not told.");
    }

    private static async Task SetAsync_Targets_BecomeAuthoritative(INameFixture f, CancellationToken token)
    {
        DateTimeOffset before = f.Time.GetUtcNow();
        await SetAsync(f, 1, token, f.Standby[0], f.Named[0]);
        NameRecord record = await AuthoritativeAsync(f, token);
        Expect.Equal(Ttl, record.Ttl);
        Expect.SameItems(new[] { f.Standby[0], f.Named[0] }.Order(), record.Targets.Where(t => t.Weight > 0).Select(t => t.Instance));
        Expect.That(record.ChangedAt >= before, $"The change became authoritative at {record.ChangedAt}, before it was asked for.");
        Expect.That(record.ChangedAt <= f.Time.GetUtcNow(), $"The change became authoritative at {record.ChangedAt}, which is yet to come.");
    }

    private static async Task SetAsync_Targets_TellWhatTheyReplaced(INameFixture f, CancellationToken token)
    {
        NameRecord first = await FindAsync(f, token);
        await SetAsync(f, 1, token, f.Standby[0]);
        NameRecord record = await FindAsync(f, token);
        Expect.That(record.Replaced.Count > 0, "What was replaced is not told, although resolvers may hold it.");
        Expect.Equal(first.Ttl, record.Replaced[0].Ttl);
        Expect.SameItems(f.Named, record.Replaced[0].Targets.Where(t => t.Weight > 0).Select(t => t.Instance));
    }

    private static async Task SetAsync_Twice_TellsBothWhileResolversMayHoldThem(INameFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, token, f.Standby[0]);
        await SetAsync(f, 2, token, f.Standby[1]);
        NameRecord record = await FindAsync(f, token);
        Expect.That(record.Replaced.Count >= 2, $"{record.Replaced.Count} replaced answers are told, and resolvers may hold two.");
        Expect.SameItems([f.Standby[0]], record.Replaced[0].Targets.Where(t => t.Weight > 0).Select(t => t.Instance));
        Expect.SameItems(f.Named, record.Replaced[1].Targets.Where(t => t.Weight > 0).Select(t => t.Instance));
        record = await AuthoritativeAsync(f, token);
        Expect.SameItems([f.Standby[1]], record.Targets.Where(t => t.Weight > 0).Select(t => t.Instance));
    }

    private static async Task SetAsync_SameKey_ChangesNothing(INameFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, token, f.Standby[0]);
        NameRecord once = await AuthoritativeAsync(f, token);
        await SetAsync(f, 1, token, f.Standby[0]);
        NameRecord again = await AuthoritativeAsync(f, token);
        Expect.Equal(once.ChangedAt, again.ChangedAt);
        Expect.SameItems(once.Targets, again.Targets);
    }

    private static async Task SetAsync_NoTargetOrNoneGivenOut_IsRefused(INameFixture f, CancellationToken token)
    {
        await Expect.ThrowsAsync<NameRefusedException>(() => SetAsync(f, 1, token), "An empty record");
        await Expect.ThrowsAsync<NameRefusedException>(
            () => f.Names.SetAsync(new(Effects.Key(f, 2), Effects.Current, f.Record, [new NameTarget(f.Named[0], 0)], Ttl), token), "A record that gives nothing out");
        Expect.SameItems(f.Named, (await FindAsync(f, token)).Targets.Where(t => t.Weight > 0).Select(t => t.Instance));
    }

    private static async Task SetAsync_UnknownRecord_IsRefused(INameFixture f, CancellationToken token) => await Expect.ThrowsAsync<NameRefusedException>(
        () => f.Names.SetAsync(new(Effects.Key(f, 1), Effects.Current, "no-such-record.invalid", [new NameTarget(f.Named[0], 1)], Ttl), token), "An unknown record");

    private static async Task SetAsync_StaleEpoch_IsRefused(INameFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, token, f.Standby[0], f.Named[0]);
        await Expect.ThrowsAsync<StaleEpochException>(
            () => f.Names.SetAsync(new(Effects.Key(f, 2), Effects.Stale, f.Record, [new NameTarget(f.Named[1], 1)], Ttl), token), "A record under a stale epoch");
        NameRecord record = await AuthoritativeAsync(f, token);
        Expect.SameItems(new[] { f.Standby[0], f.Named[0] }.Order(), record.Targets.Where(t => t.Weight > 0).Select(t => t.Instance));
    }

    private static ValueTask SetAsync(INameFixture f, int step, CancellationToken token, params InstanceId[] instances) => f.Names.SetAsync(
        new SetNameArguments(Effects.Key(f, step), Effects.Current, f.Record, [.. instances.Order().Select(i => new NameTarget(i, RouteWeight.Full))], Ttl), token);

    private static async Task<NameRecord> FindAsync(INameFixture f, CancellationToken token) =>
        (await f.Names.ObserveAsync(f.Cluster, token)).Find(f.Record) ?? throw new ContractViolationException($"Record '{f.Record}' is not told.");

    private static async Task<NameRecord> AuthoritativeAsync(INameFixture f, CancellationToken token)
    {
        await Expect.EventuallyAsync(
            f, async () => (await FindAsync(f, token)).Replaced is [] or [{ ReplacedAt: not null }, ..], "the change is authoritative", token);
        return await FindAsync(f, token);
    }
}
