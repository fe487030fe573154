using System.Reflection;
using System.Runtime.CompilerServices;

namespace TopologyMirror.Tests.Architecture;

/// <summary>The libraries of <c>src</c>, as they were built for these tests.</summary>
internal static class SourceAssemblies
{
    public static Assembly Core { get; } = typeof(TopologyMirrorException).Assembly;

    /// <summary>Every library of <c>src</c> that these tests reference, ordered by name.</summary>
    public static IReadOnlyList<Assembly> All { get; } =
    [
        .. SourceTree.Projects
            .Select(name => Path.Combine(AppContext.BaseDirectory, name + ".dll"))
            .Where(File.Exists)
            .Select(path => Assembly.Load(AssemblyName.GetAssemblyName(path))),
    ];

    /// <summary>Types that someone wrote, nested ones included; what compiler and generators added is left out.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) => assembly.GetTypes().Where(IsWritten);

    /// <summary>Types that someone wrote, of every library.</summary>
    public static IEnumerable<Type> Types => All.SelectMany(TypesOf);

    private static bool IsWritten(Type type) =>
        Outermost(type) is { Namespace: { } space } outermost
        && (space.StartsWith("TopologyMirror", StringComparison.Ordinal) || string.Equals(space, "Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal))
        && !type.FullName!.Contains('<', StringComparison.Ordinal)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && !outermost.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
