using System.Collections.Immutable;
using System.Diagnostics;
using System.Threading;

namespace BackpropGen;

/// <summary>Trains a model on samples in shuffled batches. The same seed, samples and settings give the same weights.</summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <typeparam name="TSamples">The generated record of its samples.</typeparam>
public sealed class Trainer<TModel, TSamples>
    where TModel : class, ITrainable<TSamples>
    where TSamples : struct, ISamples<TSamples>
{
    private const string ShufflingStream = "BackpropGen.Trainer.Shuffle";

    private int _epochsTrained;

    /// <summary>Makes a trainer; the model keeps the weights it has.</summary>
    /// <param name="model">The model.</param>
    public Trainer(TModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
    }

    /// <summary>The model.</summary>
    public TModel Model { get; }

    /// <summary>What updates the parameters; <see cref="Adam"/> with its defaults unless given.</summary>
    public Optimizer Optimizer { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = new Adam();

    /// <summary>The number of samples in a batch, at least 1; the last batch of an epoch may be smaller. 32 unless given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize { get; init => field = AtLeastOne(value, nameof(BatchSize)); } = 32;

    /// <summary>The seed of the shuffling.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether each epoch takes the samples in a new order; it does unless said.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The number of epochs in a row without a lower validation loss after which training ends; null: never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? Patience { get; init => field = value is { } epochs ? AtLeastOne(epochs, nameof(Patience)) : null; }

    /// <summary>Whether the model ends with the weights of the epoch with the lowest validation loss instead of the last.</summary>
    public bool RestoreBest { get; init; }

    /// <summary>What hears of each step and epoch. Use one that reports in place: <see cref="System.Progress{T}"/> allocates.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>What is measured after each epoch, by name: on the validation samples, or the training samples where there are
    /// none. A classifier's <c>accuracy</c> is added by itself.</summary>
    public IReadOnlyDictionary<string, Func<TModel, TSamples, double>> Metrics { get; init; } =
        ImmutableDictionary<string, Func<TModel, TSamples, double>>.Empty;

    /// <summary>The epochs of the latest <see cref="Fit"/>, also where it was cancelled.</summary>
    public TrainingHistory History { get; private set; } = new();

    /// <summary>Trains. A second call goes on with the optimizer's moments and with new orders of the samples.</summary>
    /// <param name="train">The samples to train on.</param>
    /// <param name="validation">The samples to validate on after each epoch, if any.</param>
    /// <param name="epochs">How often each sample is taken, at least 1.</param>
    /// <param name="cancellationToken">Ends training between two steps; the model keeps the weights that it then has.</param>
    /// <returns>The epochs.</returns>
    /// <exception cref="ArgumentException">There are no samples, or early stopping or the best weights have no validation samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is below 1.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    /// <exception cref="TrainingDivergedException">A loss is infinite or not a number.</exception>
    public TrainingHistory Fit(TSamples train, TSamples? validation = null, int epochs = 1, CancellationToken cancellationToken = default)
    {
        Check(train, validation, epochs);
        History = new TrainingHistory();
        var rows = new int[train.Count];
        ModelSnapshot? best = RestoreBest ? ModelSnapshot.Of(Model) : null;
        int epochsWithoutImprovement = 0;
        for (int epoch = 1; epoch <= epochs && !History.StoppedEarly; epoch++)
        {
            EpochResult result = RunEpoch(epoch, epochs, train, validation, rows, cancellationToken);
            bool improved = History.Add(result);
            epochsWithoutImprovement = improved ? 0 : epochsWithoutImprovement + 1;
            History.StoppedEarly = epochsWithoutImprovement == Patience && epoch < epochs;
            if (improved)
            {
                best?.Take();
            }

            int steps = StepsOf(train);
            Progress?.Report(new TrainingProgress(epoch, epochs, steps, steps, result.TrainingLoss, result));
        }

        best?.Restore();
        return History;
    }

    private EpochResult RunEpoch(int epoch, int epochs, TSamples train, TSamples? validation, int[] rows, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        Order(rows);
        double trainingLoss = TrainEpoch(epoch, epochs, train, rows, cancellationToken);
        double? validationLoss = validation is { } samples ? Model.Evaluate(samples) : null;
        if (validationLoss is { } loss && !double.IsFinite(loss))
        {
            throw new TrainingDivergedException(epoch, step: 0, loss);
        }

        IReadOnlyDictionary<string, double> metrics = Measure(validation ?? train);
        return new EpochResult(epoch, trainingLoss, validationLoss, metrics, Stopwatch.GetElapsedTime(start));
    }

    private double TrainEpoch(int epoch, int epochs, TSamples train, ReadOnlySpan<int> rows, CancellationToken cancellationToken)
    {
        double sum = 0;
        int done = 0;
        for (int step = 1; done < rows.Length; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> batch = rows.Slice(done, Math.Min(BatchSize, rows.Length - done));
            double loss = Model.Train(train, batch, Optimizer);
            if (!double.IsFinite(loss))
            {
                throw new TrainingDivergedException(epoch, step, loss);
            }

            sum += loss * batch.Length;
            done += batch.Length;
            Progress?.Report(new TrainingProgress(epoch, epochs, step, StepsOf(train), sum / done, null));
        }

        return sum / done;
    }

    /// <summary>The order of an epoch depends on the seed and the epoch's number alone, not on the orders before.</summary>
    private void Order(Span<int> rows)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        RandomSequence stream = RandomSequence.OfName(Seed, ShufflingStream);
        if (Shuffle)
        {
            (stream with { Stream = unchecked(stream.Stream + (ulong)_epochsTrained) }).Shuffle(rows);
        }

        _epochsTrained++;
    }

    private SortedDictionary<string, double> Measure(TSamples samples)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (Model is IClassifier<TSamples> classifier)
        {
            metrics["accuracy"] = classifier.Accuracy(samples);
        }

        foreach ((string name, Func<TModel, TSamples, double> metric) in Metrics)
        {
            metrics[name] = metric(Model, samples);
        }

        return metrics;
    }

    private void Check(TSamples train, TSamples? validation, int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        if (train.Count == 0)
        {
            throw new ArgumentException("There are no samples to train on.", nameof(train));
        }

        if (validation is { Count: 0 })
        {
            throw new ArgumentException("There are no samples to validate on; leave them out instead.", nameof(validation));
        }

        if (validation is null && (Patience is not null || RestoreBest))
        {
            throw new ArgumentException("Early stopping and the best weights need samples to validate on.", nameof(validation));
        }
    }

    private int StepsOf(TSamples train) => ((train.Count - 1) / BatchSize) + 1;

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Expected at least 1.");
}
