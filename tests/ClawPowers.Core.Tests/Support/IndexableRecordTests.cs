using System.Reflection;
using System.Runtime.CompilerServices;

namespace ClawPowers.Core.Tests.Support;

public sealed class IndexableRecordTests
{
    private static readonly MethodInfo Spread = typeof(IndexableRecordTests).GetMethod(nameof(SpreadOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static TheoryData<Type> Records => [.. typeof(ClawPlan).Assembly.GetExportedTypes().Where(static type => !type.IsAbstract && Lists(type).Any())];

    [Theory]
    [MemberData(nameof(Records))]
    public void Holds_its_lists_so_that_PowerShell_can_index_into_them(Type record)
    {
        object one = RuntimeHelpers.GetUninitializedObject(record);

        Assert.All(Lists(record), property =>
        {
            property.SetValue(one, Spread.MakeGenericMethod(property.PropertyType.GenericTypeArguments[0]).Invoke(null, null));

            Assert.True(property.GetValue(one) is Array { Length: 1 }, $"{record.Name}.{property.Name} has no indexer of its own.");
        });
    }

    private static IEnumerable<PropertyInfo> Lists(Type type) => type.GetProperties()
        .Where(static property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>));

    // What the compiler makes of this is a list of its own, without a public indexer.
    private static IReadOnlyList<T> SpreadOf<T>() => [.. Enumerable.Repeat<T>(default!, 1)];
}
