/** Analysis, machine learning and the plumbing of data. */
export const data = `
Data analysis: data analytics, analysing data, analyzing data; Data science; Data engineering; Data modelling: data modeling; Data warehousing: data warehouse, data warehouses; Data visualisation: data visualization; Data governance; Data entry; Data cleaning; Data mining
Machine learning; Deep learning; Natural language processing: nlp; Computer vision: opencv; Large language models: large language model, =LLM, =LLMs; Prompt engineering; Generative AI: genai, gen ai; MLOps; Reinforcement learning; Recommender systems: recommendation systems; RAG: retrieval augmented generation
pandas; NumPy; SciPy; scikit-learn: sklearn, scikit learn; PyTorch; TensorFlow; Keras; XGBoost; Hugging Face: huggingface; LangChain; Jupyter: jupyter notebook
=Spark: apache spark, pyspark; Hadoop; =Hive: apache hive; Flink: apache flink; Airflow: apache airflow; dbt; Databricks; Snowflake; BigQuery: big query; Redshift: amazon redshift; Fivetran; Talend; Informatica; ETL: elt, etl pipelines; Data pipelines: data pipeline; Data lake: data lakes
Tableau; Power BI: powerbi; Looker: looker studio; Qlik: qlikview, qlik sense; Metabase; Superset: apache superset; Google Analytics: ga4; Amplitude Analytics; Mixpanel; Business intelligence
Statistics: statistical analysis, statistical modelling, statistical modeling; A/B testing: ab testing, split testing, a b tests; Forecasting: demand forecasting; Time series: time series analysis; Econometrics; SPSS; =SAS; Stata; Alteryx; DAX; Power Query; GIS: arcgis, qgis; Bioinformatics; Experimental design; Survey design
Artificial intelligence; Big data; MLflow; Kubeflow; SageMaker: amazon sagemaker; Vertex AI; =JAX; ONNX; TensorRT; Dagster; Image processing; Signal processing: digital signal processing; Robotics; SLAM: simultaneous localization and mapping; Lidar; Sensor fusion; Web analytics; Data management; Data quality; Master data management
`;
