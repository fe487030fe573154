using TopologyMirror.Propagation;
using TopologyMirror.Tests.Contracts;

namespace TopologyMirror.Tests.Propagation;

/// <summary>What is published is what its digests say, is kept once, and is kept long enough.</summary>
public sealed class PublishedContentTests
{
    private static readonly ClusterName Shop = new("shop");

    private static readonly ServiceName Web = new("web");

    private readonly ManualTime _time = new();
    private readonly PublishedConfiguration _published;

    public PublishedContentTests() => _published = new PublishedConfiguration(_time);

    private async Task<ConfigurationBundle> PublishAsync(BundleDraft draft, IReadOnlyDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs) =>
        await _published.PublishAsync(Shop, draft, blobs, [Web], CancellationToken.None);

    private async Task<ConfigurationBundle> PublishAsync(string artifact, params string[] files)
    {
        (BundleDraft draft, SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs) = Revisions.Draft(artifact, files);
        return await PublishAsync(draft, blobs);
    }

    private async Task<string> RefusedAsync(Action<BundleDraft, SortedDictionary<BlobDigest, ReadOnlyMemory<byte>>> change)
    {
        (BundleDraft draft, SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs) = Revisions.Draft("web:2", "one");
        change(draft, blobs);
        ConfigurationBundle before = await PublishAsync("web:1");
        InvalidBundleException thrown = await Should.ThrowAsync<InvalidBundleException>(() => PublishAsync(draft, blobs));
        _published.Find(Shop).ShouldBe(before);
        return thrown.Faults.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task PublishAsync_BytesOfAnotherDigest_NamesPathAndBothDigests()
    {
        BlobDigest said = BlobDigest.Of("one"u8);
        (await RefusedAsync((_, blobs) => blobs[said] = Revisions.Bytes("two"))).ShouldBe(
            $"The bytes of the file '/etc/app/0.conf' have the digest {BlobDigest.Of("two"u8)}, and its digest is said to be {said}.");
    }

    [Fact]
    public async Task PublishAsync_AnotherSize_NamesPathAndBothSizes() =>
        (await RefusedAsync((draft, _) =>
        {
            BundleFile file = draft.Files.Single();
            draft.Files.Clear();
            draft.Files.Add(file with { Size = 99 });
        })).ShouldBe("The file '/etc/app/0.conf' has 3 bytes, and its size is said to be 99.");

    [Fact]
    public async Task PublishAsync_BytesMissing_NamesThePath() =>
        (await RefusedAsync((_, blobs) => blobs.Clear())).ShouldBe($"No bytes are given for the file '/etc/app/0.conf', whose digest is {BlobDigest.Of("one"u8)}.");

    [Fact]
    public async Task PublishAsync_LockOfOtherBytes_NamesBothDigests() =>
        (await RefusedAsync((draft, blobs) =>
        {
            draft.DependencyLock = BlobDigest.Of("lock"u8);
            blobs[BlobDigest.Of("lock"u8)] = Revisions.Bytes("other");
        })).ShouldBe($"The bytes of the dependency lock have the digest {BlobDigest.Of("other"u8)}, and its digest is said to be {BlobDigest.Of("lock"u8)}.");

    [Fact]
    public async Task PublishAsync_ExpiredSecret_NamesItAndItsEnd()
    {
        DateTimeOffset end = _time.GetUtcNow();
        (await RefusedAsync((draft, _) => draft.Secrets.Add(new SecretReference("token", "3", end)))).ShouldBe(
            FormattableString.Invariant($"The secret 'token' in version '3' expired at {end:yyyy-MM-dd HH:mm:ss}Z."));
    }

    [Fact]
    public async Task PublishAsync_OverTheSizeLimit_NamesBothSizes() =>
        (await RefusedAsync((draft, _) => draft.SizeLimit = 2)).ShouldBe("The files take 3 bytes, more than the limit of 2.");

    [Fact]
    public async Task PublishAsync_TwoFilesOfOnePath_NamesThePath() =>
        (await RefusedAsync((draft, _) => draft.Files.Add(draft.Files.Single()))).ShouldBe("The bundle has 2 files with the path '/etc/app/0.conf'.");

    [Fact]
    public async Task PublishAsync_StepOfAnUnknownService_NamesBoth() =>
        (await RefusedAsync((draft, _) => draft.Steps.Add(DeliveryWorld.Step("warm", service: new ServiceName("mail"))))).ShouldBe(
            "Step 'warm' runs on service 'mail', which the cluster does not have.");

    [Fact]
    public async Task PublishAsync_StepsInACircle_NamesTheCircle() =>
        (await RefusedAsync((draft, _) =>
        {
            draft.Steps.Add(DeliveryWorld.Step("a", after: "b"));
            draft.Steps.Add(DeliveryWorld.Step("b", after: "a"));
        })).ShouldBe("Steps depend on each other in a circle: a -> b -> a.");

    [Fact]
    public async Task PublishAsync_StepAfterAContractStep_IsRefused() =>
        (await RefusedAsync((draft, _) =>
        {
            draft.Steps.Add(DeliveryWorld.Step("narrow", ExecutionStepKind.SchemaContract));
            draft.Steps.Add(DeliveryWorld.Step("warm", after: "narrow"));
        })).ShouldBe("Step 'warm' depends on the contract step 'narrow', which runs only after the release.");

    [Fact]
    public void Publish_WithSteps_SaysThatTheyWouldRunNowhere()
    {
        var draft = new BundleDraft("web:1");
        draft.Steps.Add(DeliveryWorld.Step("warm"));
        Should.Throw<InvalidBundleException>(() => _published.Publish(Shop, draft, [Web])).Message.ShouldBe(
            "The bundle has the step 'warm', and what instances are born with is not executed; call PublishAsync.");
    }

    [Fact]
    public async Task PublishAsync_CallersBufferChanges_KeepsWhatWasVerified()
    {
        byte[] buffer = "one"u8.ToArray();
        BlobDigest blob = BlobDigest.Of(buffer);
        (BundleDraft draft, _) = Revisions.Draft("web:1", "one");
        await PublishAsync(draft, new SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> { [blob] = buffer });
        buffer[0]++;
        BlobDigest.Of((await _published.ReadBlobAsync(Shop, blob, CancellationToken.None)).Span).ShouldBe(blob);
    }

    [Fact]
    public async Task PublishAsync_BytesThatAreKept_NeedNotBeGivenAgain()
    {
        await PublishAsync("web:1", "shared", "one");
        (BundleDraft draft, SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs) = Revisions.Draft("web:2", "shared", "two");
        blobs.Remove(BlobDigest.Of("shared"u8)).ShouldBeTrue();
        ConfigurationBundle second = await PublishAsync(draft, blobs);
        _published.Retained(Shop)[^1].ShouldBe(second.Digest);
    }

    [Fact]
    public async Task Retained_BeyondNumberAndTime_AreDroppedButWhatRuns()
    {
        var digests = new List<ConfigDigest>();
        for (int i = 0; i < 8; i++)
        {
            digests.Add((await PublishAsync($"web:{i}", "shared", $"own {i}")).Digest);
        }

        // All are younger than the time.
        _published.Retained(Shop).ShouldBe(digests);
        _time.Advance(TimeSpan.FromHours(25));
        await _published.ReadDesiredAsync(new DesiredArguments(Shop, digests[1], [new InstanceId("web-1")], 1, [digests[1]]), CancellationToken.None);
        _published.Retained(Shop).ShouldBe([digests[1], .. digests.Skip(3)]);

        await Should.ThrowAsync<NotRetainedException>(async () => await _published.ReadBlobAsync(Shop, BlobDigest.Of("own 0"u8), CancellationToken.None));
        await _published.ReadBlobAsync(Shop, BlobDigest.Of("shared"u8), CancellationToken.None);
        Should.Throw<NotRetainedException>(() => _published.Restore(Shop, digests[0])).Message.ShouldBe(
            $"No revision that is kept for cluster 'shop' has the digest {digests[0]}.");
        _published.Restore(Shop, digests[1]).Digest.ShouldBe(digests[1]);
        _published.Find(Shop)!.Digest.ShouldBe(digests[1]);
    }

    [Fact]
    public void New_OptionOutOfRange_NamesIt() =>
        Should.Throw<ArgumentException>(() => new PublishedConfiguration(_time, new RetentionOptions { Revisions = 0 })).Message.ShouldContain("Revisions");
}
