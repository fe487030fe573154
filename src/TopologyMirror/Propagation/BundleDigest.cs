using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TopologyMirror.Propagation;

/// <summary>
/// Computes D: SHA-256 over every part of a bundle in a fixed order, each part preceded by its name and its length, so that no two
/// different bundles have the same bytes.
/// </summary>
internal static class BundleDigest
{
    public static ConfigDigest Of(ConfigurationBundle bundle)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, "form", "topologymirror-bundle-1");
        Add(hash, "artifact", bundle.Artifact);
        foreach (BundleFile file in bundle.Files)
        {
            Add(hash, "file", file.Path);
            Add(hash, "content", file.Content.Value);
        }

        foreach ((string name, string value) in bundle.Environment)
        {
            Add(hash, "variable", name);
            Add(hash, "value", value);
        }

        Add(hash, "lock", bundle.DependencyLock?.Value ?? string.Empty);
        foreach (SecretReference secret in bundle.Secrets)
        {
            Add(hash, "secret", secret.Name);
            Add(hash, "version", secret.Version);
        }

        foreach (ExecutionStep step in bundle.Steps)
        {
            Add(hash, "step", step.Id);
            Add(hash, "kind", step.Kind.ToString());
            Add(hash, "service", step.Service.Value);
            Add(hash, "timeout", step.Timeout.Ticks.ToString(CultureInfo.InvariantCulture));
            AddAll(hash, "argument", step.Command);
            AddAll(hash, "after", step.DependsOn.Order(StringComparer.Ordinal));
        }

        return new ConfigDigest(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static void AddAll(IncrementalHash hash, string name, IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            Add(hash, name, value);
        }
    }

    private static void Add(IncrementalHash hash, string name, string value)
    {
        Append(hash, name);
        Append(hash, value);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
