using System.Collections;
using System.Reflection;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Generator.Tests.Robustness;

public sealed class IncrementalTests
{
    private const string Definition = GeneratorHost.Usings + Samples.DigitClassifier;
    private const string Unrelated = "static class Elsewhere { static int F() => 1; }";

    [Fact]
    public void The_same_source_gives_an_equal_model_and_hash()
    {
        foreach (string sample in Samples.All)
        {
            var first = GeneratorHost.Read(sample).Sound;
            var second = GeneratorHost.Read(sample).Sound;
            Assert.Equal(first, second);
            Assert.Equal(first.GetHashCode(), second.GetHashCode());
        }
    }

    [Fact]
    public void An_added_comment_leaves_the_model_unchanged_and_the_output_cached()
    {
        var (model, outputs) = Edit(Definition, Definition.Replace("return _head", "/* to the classes */ return _head", StringComparison.Ordinal), Unrelated, Unrelated);
        Assert.Equal(IncrementalStepRunReason.Unchanged, model);
        Assert.All(outputs, static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_edit_of_an_unrelated_file_leaves_the_output_cached()
    {
        var (model, outputs) = Edit(Definition, Definition, Unrelated, Unrelated.Replace("1", "2", StringComparison.Ordinal));
        Assert.Contains(model, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged });
        Assert.All(outputs, static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_edit_of_the_definition_modifies_the_output()
    {
        var (model, outputs) = Edit(Definition, Definition.Replace("Repeat(8,", "Repeat(7,", StringComparison.Ordinal), Unrelated, Unrelated);
        Assert.Equal(IncrementalStepRunReason.Modified, model);
        Assert.All(outputs, static reason => Assert.Equal(IncrementalStepRunReason.Modified, reason));
    }

    [Fact]
    public void Two_runs_give_the_same_bytes()
    {
        string[] runs = [.. Enumerable.Range(0, 2).Select(static _ => GeneratorHost.Generate(Definition).Run.GeneratedSources[0].SourceText.ToString())];
        Assert.Equal(runs[0], runs[1]);
        Assert.DoesNotContain('\r', runs[0]);
    }

    [Fact]
    public void The_graph_is_the_same_before_and_after_generation()
    {
        foreach (string sample in Samples.All)
        {
            var before = GeneratorHost.Read(sample).Sound;
            var after = GeneratorHost.Read((CSharpCompilation)GeneratorHost.Generate(GeneratorHost.Usings + sample).Output).Model;
            Assert.Equal(before, after);
        }
    }

    [Fact]
    public void The_model_holds_nothing_of_the_compiler()
    {
        foreach (string sample in Samples.All)
        {
            Assert.Empty(CompilerObjects(GeneratorHost.Read(sample).Sound));
        }
    }

    [Fact]
    public void The_walk_finds_what_is_planted()
    {
        var tree = CSharpSyntaxTree.ParseText("class C;");
        Assert.NotEmpty(CompilerObjects(new object[] { "text", new List<object> { tree.GetRoot() } }));
        Assert.NotEmpty(CompilerObjects(Tuple.Create(1, GeneratorHost.FindModel(GeneratorHost.Compile(Definition)))));
        Assert.NotEmpty(CompilerObjects(new KeyValuePair<int, Location>(1, tree.GetRoot().GetLocation())));
    }

    private static (IncrementalStepRunReason Model, IReadOnlyList<IncrementalStepRunReason> Outputs) Edit(
        string definition, string newDefinition, string unrelated, string newUnrelated)
    {
        Compilation compilation = GeneratorHost.Compile(definition, unrelated);
        var driver = GeneratorHost.CreateDriver().RunGenerators(compilation);
        var trees = compilation.SyntaxTrees.ToArray();
        string[] sources = [newDefinition, newUnrelated];
        for (int i = 0; i < trees.Length; i++)
        {
            if (trees[i].GetText().ToString() != sources[i])
            {
                compilation = compilation.ReplaceSyntaxTree(trees[i], CSharpSyntaxTree.ParseText(sources[i], GeneratorHost.ParseOptions, trees[i].FilePath));
            }
        }

        var result = driver.RunGenerators(compilation).GetRunResult().Results[0];
        return (
            Assert.Single(result.TrackedSteps[ModelGenerator.ModelStep].Single().Outputs).Reason,
            [.. result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static step => step.Outputs).Select(static output => output.Reason)]);
    }

    /// <summary>Walks all that an object holds.</summary>
    private static IEnumerable<object> CompilerObjects(object root)
    {
        var found = new List<object>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([root]);
        while (open.TryPop(out object? value))
        {
            if (value is ISymbol or SyntaxNode or SyntaxTree or Location or Compilation or SemanticModel or IOperation)
            {
                found.Add(value);
                continue;
            }

            if (value is string or Type or MemberInfo || value.GetType().IsPrimitive || value.GetType().IsEnum || (!value.GetType().IsValueType && !seen.Add(value)))
            {
                continue;
            }

            if (value is Array array)
            {
                foreach (object? item in (IEnumerable)array)
                {
                    Push(open, item);
                }
            }

            for (var type = value.GetType(); type is not null; type = type.BaseType)
            {
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    Push(open, field.FieldType.IsPointer || field.FieldType.IsByRefLike ? null : field.GetValue(value));
                }
            }
        }

        return found;
    }

    private static void Push(Stack<object> open, object? value)
    {
        if (value is not null and not Delegate)
        {
            open.Push(value);
        }
    }
}
