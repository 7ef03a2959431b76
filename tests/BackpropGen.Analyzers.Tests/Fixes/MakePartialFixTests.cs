using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>The fix of BPG0001.</summary>
public sealed class MakePartialFixTests
{
    private static readonly MakePartialFix Fix = new();

    [Fact]
    public Task The_model_and_every_type_around_it_become_partial() => Verify.FixesAll(
        Usings + "internal static class {|BPG0001:Outer|}\n{\n    // The model.\n    [Model]\n    class {|BPG0001:Model|}\n" + Body + "}\n",
        Usings + "internal static partial class Outer\n{\n    // The model.\n    [Model]\n    partial class Model\n" + Body + "}\n",
        Fix);

    [Fact]
    public Task A_model_becomes_partial() => Verify.Fixes(
        Usings + "[Model]\ninternal sealed class {|BPG0001:Model|}\n" + Body,
        Usings + "[Model]\ninternal sealed partial class Model\n" + Body,
        Fix);

    [Fact]
    public Task All_models_of_a_file_are_fixed_at_once() => Verify.FixesAll(
        Usings + "[Model]\npublic sealed class {|BPG0001:First|}\n" + Body + "[Model]\nclass {|BPG0001:Second|}\n" + Body,
        Usings + "[Model]\npublic sealed partial class First\n" + Body + "[Model]\npartial class Second\n" + Body,
        Fix);

    private const string Usings = "using BackpropGen;\nusing static BackpropGen.Functions;\nusing static BackpropGen.Layers;\n\n";

    private const string Body = """
        {
            private readonly Layer _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x) => _head(x);

            public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
        }

        """;
}
